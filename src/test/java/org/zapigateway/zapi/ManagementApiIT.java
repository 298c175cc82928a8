package org.zapigateway.zapi;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zapigateway.FreePort;

/** The calls themselves, and everything that can become of them. */
class ManagementApiIT {
    private static final String TOKEN = "T0KEN/WITH ODD?SIGNS";
    private static final String PATH = "/instances/3F00/token/T0KEN%2FWITH%20ODD%3FSIGNS/";
    private static final String URL = "https://hooks.example.com/webhooks/zapi?key=K";

    @RegisterExtension
    final WireMockExtension zapi = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    @Test
    void readsWhatIsRegistered() throws Exception {
        zapi.stubFor(
                get(urlEqualTo(PATH + "me"))
                        .willReturn(
                                okJson(
                                        """
                        {"id": "3F00", "token": "T0KEN", "receivedCallbackUrl": "https://a/", "deliveryCallbackUrl": "",
                         "connectedCallbackUrl": null, "receiveCallbackSentByMe": true, "new": {"field": 1}}""")));

        RegisteredWebhooks webhooks = api("C").webhooks();

        assertThat(webhooks.urls()).containsOnlyKeys(WebhookKind.RECEIVED);
        assertThat(webhooks.url(WebhookKind.RECEIVED)).isEqualTo("https://a/");
        assertThat(webhooks.sentByMe()).isTrue();
        assertThat(webhooks).asString().doesNotContain("https://a/");
    }

    @Test
    void changesCarryTheTokenOfTheAccountAndPlainJson() throws Exception {
        zapi.stubFor(put(anyUrl()).willReturn(okJson("{\"value\": true}")));

        api("C").registerAll(URL, true);
        api(null).register(WebhookKind.MESSAGE_STATUS, URL);
        api(null).notifySentByMe(false);

        zapi.verify(putRequestedFor(urlEqualTo(PATH + "update-every-webhooks"))
                .withHeader("Client-Token", equalTo("C"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson("{\"value\": \"" + URL + "\", \"notifySentByMe\": true}")));
        zapi.verify(putRequestedFor(urlEqualTo(PATH + "update-webhook-message-status"))
                .withoutHeader("Client-Token")
                .withRequestBody(equalToJson("{\"value\": \"" + URL + "\"}")));
        zapi.verify(putRequestedFor(urlEqualTo(PATH + "update-notify-sent-by-me"))
                .withRequestBody(equalToJson("{\"notifySentByMe\": false}")));
    }

    @Test
    void whatIsNotSaidAboutSentByMeIsLeftToZapi() throws Exception {
        zapi.stubFor(put(anyUrl()).willReturn(okJson("{\"value\": true}")));

        api("C").registerAll(URL, null);

        zapi.verify(putRequestedFor(anyUrl()).withRequestBody(equalToJson("{\"value\": \"" + URL + "\"}")));
    }

    @ParameterizedTest
    @EnumSource
    void eachWebhookHasACallOfItsOwn(WebhookKind kind) throws Exception {
        zapi.stubFor(put(anyUrl()).willReturn(okJson("{\"value\": true}")));

        api("C").register(kind, URL);

        zapi.verify(putRequestedFor(urlEqualTo(PATH + kind.call())));
        assertThat(kind.call()).matches("update-webhook-[a-z-]+|update-proxy-webhook");
    }

    @ParameterizedTest
    @CsvSource({
        "401, a token is wrong",
        "403, a token is wrong",
        "404, there is no such instance",
        "405, does not know this call any more",
        "415, does not take application/json any more",
        "429, wait a while",
        "400, look for a newer gateway",
        "302, where the token must not go",
        "500, try again later",
        "503, try again later"
    })
    void aRefusalIsExplainedWithoutAWordOfTheAnswer(int status, String explanation) {
        zapi.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Location", zapi.url("/elsewhere"))
                        .withBody("{\"error\": \"the token " + TOKEN + " of +5511987654321\"}")));

        assertFails(() -> api("C").register(WebhookKind.CONNECTED, URL))
                .hasMessageStartingWith("PUT update-webhook-connected: Z-API answered " + status + ": ")
                .hasMessageContaining(explanation);
        zapi.verify(0, anyRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void aMissingClientTokenIsNamed() {
        zapi.stubFor(
                any(anyUrl()).willReturn(aResponse().withStatus(403).withBody("{\"error\":\"null not allowed\"}")));

        assertFails(() -> api(null).webhooks()).hasMessageContaining("set zapi.instances[n].client-token");
    }

    @Test
    void a200ThatDoesNotConfirmIsAFailure() {
        zapi.stubFor(any(anyUrl()).willReturn(okJson("{\"value\": false}")));

        assertFails(() -> api("C").registerAll(URL, null)).hasMessageContaining("not that it was done");
    }

    @Test
    void anAnswerThatIsNoJsonIsAFailure() {
        zapi.stubFor(any(anyUrl()).willReturn(aResponse().withBody("<html>login</html>")));

        assertFails(() -> api("C").webhooks()).hasMessageContaining("no JSON");
    }

    @Test
    void aHangIsNotWaitedForAndAChangeIsNotSaidToHaveFailed() {
        zapi.stubFor(any(anyUrl()).willReturn(okJson("{}").withFixedDelay(60_000)));

        assertFails(() -> api("C", Duration.ofMillis(300)).webhooks())
                .hasMessageContaining("did not answer")
                .hasMessageNotContainingAny("nobody knows");
        assertFails(() -> api("C", Duration.ofMillis(300)).registerAll(URL, null))
                .hasMessageContaining("nobody knows whether it was done");
    }

    @Test
    void anAnswerThatNeverEndsIsNotWaitedForEither() {
        zapi.stubFor(any(anyUrl()).willReturn(okJson("{\"a\": 1}").withChunkedDribbleDelay(8, 600_000)));

        assertFails(() -> api("C", Duration.ofMillis(500)).webhooks()).hasMessageContaining("did not answer");
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenConnectionIsTold(Fault fault) {
        zapi.stubFor(any(anyUrl()).willReturn(aResponse().withFault(fault)));

        assertFails(() -> api("C").webhooks()).hasMessageStartingWith("GET me: ");
    }

    @Test
    void aHostThatIsNotThereIsTold() {
        int nobody = FreePort.find();
        ManagementApi away =
                new ManagementApi(URI.create("http://127.0.0.1:" + nobody), "3F00", TOKEN, "C", Duration.ofSeconds(5));

        assertFails(away::webhooks).hasMessageContaining("cannot be reached");
    }

    @Test
    void aServerWithoutTlsIsTold() {
        ManagementApi plain = new ManagementApi(
                URI.create("https://127.0.0.1:" + zapi.getPort()), "3F00", TOKEN, "C", Duration.ofSeconds(5));

        assertFails(plain::webhooks).hasMessageContaining("no trusted connection");
    }

    private ManagementApi api(String clientToken) {
        return api(clientToken, Duration.ofSeconds(20));
    }

    private ManagementApi api(String clientToken, Duration patience) {
        return new ManagementApi(URI.create(zapi.baseUrl()), "3F00", TOKEN, clientToken, patience);
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertFails(ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOf(ManagementException.class)
                .hasNoCause()
                .hasMessageNotContainingAny(TOKEN, "T0KEN", "+5511987654321", "key=K");
    }
}
