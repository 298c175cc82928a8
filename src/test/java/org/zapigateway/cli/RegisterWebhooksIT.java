package org.zapigateway.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator types, what Z-API is asked for, and what is shown. */
class RegisterWebhooksIT {
    private static final String PUBLIC = "https://hooks.example.com";
    private static final String OURS = PUBLIC + "/webhooks/zapi?key=K%2BEY";
    private static final String SHOWN = PUBLIC + "/webhooks/zapi?key=***";
    private static final String THEIRS = "https://n8n.example.org/webhook/S3CRET-PATH?k=S3CRET";
    private static final String THEIRS_SHOWN = "https://n8n.example.org/***";
    private static final List<String> SECRETS = List.of("T0KEN", "CL1ENT", "K%2BEY", "K+EY", "S3CRET");
    private static final String ME = "/instances/3F00/token/T0KEN/me";
    private static final String DONE = "done";
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final WireMockExtension zapi = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final SpokenTerminal terminal = new SpokenTerminal();

    @AfterEach
    void nothingSecretWasSaid() {
        assertThat(terminal.out() + terminal.err()).doesNotContain(SECRETS);
    }

    @Test
    void allWebhooksAreSetAtOnceAndShownBeforeAndAfter() {
        answersMe(Scenario.STARTED, me(THEIRS, false));
        answersPut("update-every-webhooks", DONE);
        answersMe(DONE, me(OURS, true));

        assertThat(register("--sent-by-me")).isZero();

        zapi.verify(1, putRequestedFor(anyUrl()));
        zapi.verify(putRequestedFor(urlEqualTo("/instances/3F00/token/T0KEN/update-every-webhooks"))
                .withHeader("Client-Token", equalTo("CL1ENT"))
                .withRequestBody(equalToJson("{\"value\": \"" + OURS + "\", \"notifySentByMe\": true}")));
        assertThat(terminal.outLines())
                .containsExactly(
                        "instance 3F00, sales",
                        "  webhook                before                                  after",
                        row("received", THEIRS_SHOWN, SHOWN + " (not used)"),
                        row("received-and-delivery", THEIRS_SHOWN + " (not used)", SHOWN),
                        row("delivery", THEIRS_SHOWN, SHOWN),
                        row("message-status", THEIRS_SHOWN, SHOWN),
                        row("chat-presence", THEIRS_SHOWN, SHOWN),
                        row("connected", THEIRS_SHOWN, SHOWN),
                        row("disconnected", THEIRS_SHOWN, SHOWN),
                        row("proxy-failed", "not shown by Z-API", "not shown by Z-API"),
                        row("sent by me", "no", "yes"));
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void aDryRunAsksAndChangesNothing() {
        answersMe(Scenario.STARTED, me(THEIRS, false));

        assertThat(register("--dry-run")).isZero();

        zapi.verify(0, putRequestedFor(anyUrl()));
        assertThat(terminal.out()).contains("would be", THEIRS_SHOWN, SHOWN).doesNotContain("after");
    }

    @Test
    void whatAllAtOnceDidNotSetIsSetByItself() {
        answersMe(Scenario.STARTED, me(THEIRS, false));
        answersPut("update-every-webhooks", "all but one");
        answersMe("all but one", me(OURS, false).replaceFirst("(connectedCallbackUrl\": \")[^\"]+", "$1" + THEIRS));
        answersPut("update-webhook-connected", DONE);
        answersMe(DONE, me(OURS, false));

        assertThat(register()).isZero();

        zapi.verify(2, putRequestedFor(anyUrl()));
    }

    @Test
    void whatZapiDoesNotShowAfterwardsIsNotDone() {
        answersMe(Scenario.STARTED, me(THEIRS, false));
        answersPut("update-every-webhooks", Scenario.STARTED);
        for (String kind :
                List.of("received", "delivery", "message-status", "chat-presence", "connected", "disconnected")) {
            answersPut("update-webhook-" + kind, Scenario.STARTED);
        }

        assertThat(register()).isEqualTo(1);

        assertThat(terminal.err())
                .contains("instance 3F00: Z-API took the calls, but shows something else", "received, delivery")
                .contains("The answer shows what was changed");
        assertThat(terminal.out()).contains("after").doesNotContain(SHOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "true,                 , received received-delivery",
        "false,                , received",
        "true,  --no-sent-by-me, received notify",
        "false, --sent-by-me,    received received-delivery"
    })
    void theUrlThatIsUsedForReceivedMessagesIsSet(boolean before, String option, String calls) {
        answersMe(Scenario.STARTED, me(THEIRS, before));
        boolean after = option == null ? before : option.equals("--sent-by-me");
        answersPut("update-webhook-received", DONE);
        answersPut("update-webhook-received-delivery", DONE);
        answersPut("update-notify-sent-by-me", DONE);
        answersMe(DONE, me(OURS, after));

        assertThat(register(
                        option == null ? new String[] {"--kinds=received"} : new String[] {"--kinds=received", option}))
                .isZero();

        assertThat(putCalls())
                .containsExactly(Arrays.stream(calls.split(" "))
                        .map(call -> call.equals("notify") ? "update-notify-sent-by-me" : "update-webhook-" + call)
                        .toArray(String[]::new));
    }

    @Test
    void onlyTheChosenWebhooksAreSet() {
        answersMe(Scenario.STARTED, me(THEIRS, false));
        answersPut("update-webhook-connected", Scenario.STARTED);
        answersPut("update-webhook-disconnected", DONE);
        answersMe(DONE, me(OURS, false));

        assertThat(register("--kinds", "connected,disconnected")).isZero();

        assertThat(putCalls()).containsExactly("update-webhook-connected", "update-webhook-disconnected");
    }

    /** Nothing that Z-API answers tells whether it is set, so what is shown is what was sent, and said to be that. */
    @Test
    void theWebhookThatZapiDoesNotShowIsSetOnlyWhenItIsNamed() {
        answersMe(Scenario.STARTED, me(THEIRS, false));
        answersPut("update-proxy-webhook", Scenario.STARTED);

        assertThat(register("--kinds", "proxy-failed")).isZero();

        zapi.verify(putRequestedFor(urlEqualTo("/instances/3F00/token/T0KEN/update-proxy-webhook"))
                .withRequestBody(equalToJson("{\"value\": \"" + OURS + "\"}")));
        assertThat(putCalls()).containsExactly("update-proxy-webhook");
        assertThat(terminal.outLines())
                .contains(row("proxy-failed", "not shown by Z-API", SHOWN + " (not shown by Z-API)"));
    }

    @Test
    void aProgramIsToldThatItIsNotShown() throws Exception {
        answersMe(Scenario.STARTED, me(THEIRS, false));

        assertThat(register("--json", "--dry-run", "--kinds", "proxy-failed")).isZero();

        JsonNode report = JSON.readTree(terminal.outLines().get(0));
        assertThat(report.at("/before/webhooks").has("proxy-failed")).isFalse();
        assertThat(report.at("/after/webhooks/proxy-failed"))
                .isEqualTo(JSON.createObjectNode()
                        .put("url", SHOWN)
                        .put("used", true)
                        .put("shown", false));
    }

    /** Without "sent by me" it made no call, and said that all was done. */
    @Test
    void receivedAndDeliveryAloneIsRefused() {
        assertThat(register("--kinds=received-and-delivery")).isEqualTo(2);

        assertThat(terminal.err()).contains("received-and-delivery is set with received", "name received");
        zapi.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void aProgramReadsALineForEachInstance() throws Exception {
        answersMe(Scenario.STARTED, me(THEIRS, false));
        zapi.stubFor(get(urlEqualTo("/instances/BAD/token/T0KEN2/me"))
                .willReturn(aResponse().withStatus(404)));

        assertThat(register("--json", "--dry-run", "--zapi.instances[1].id=BAD", "--zapi.instances[1].token=T0KEN2"))
                .isEqualTo(1);

        JsonNode good = JSON.readTree(terminal.outLines().get(0));
        assertThat(good.path("instance").asText()).isEqualTo("3F00");
        assertThat(good.path("name").asText()).isEqualTo("sales");
        assertThat(good.path("dryRun").asBoolean()).isTrue();
        assertThat(good.path("done").asBoolean()).isTrue();
        assertThat(good.at("/before/webhooks/connected"))
                .isEqualTo(JSON.createObjectNode().put("url", THEIRS_SHOWN).put("used", true));
        assertThat(good.at("/after/webhooks/connected/url").asText()).isEqualTo(SHOWN);
        assertThat(good.at("/after/sentByMe").asBoolean(true)).isFalse();
        assertThat(good.has("failure")).isFalse();
        JsonNode bad = JSON.readTree(terminal.outLines().get(1));
        assertThat(bad.path("instance").asText()).isEqualTo("BAD");
        assertThat(bad.path("done").asBoolean(true)).isFalse();
        assertThat(bad.path("failure").asText()).contains("Z-API answered 404", "Nothing was changed");
        assertThat(bad.has("before") || bad.has("after")).isFalse();
        assertThat(terminal.outLines()).hasSize(2);
        assertThat(terminal.err()).contains("instance BAD: GET me: Z-API answered 404");
    }

    @Test
    void aFailureInTheMiddleShowsWhatWasChanged() {
        answersMe(Scenario.STARTED, me(THEIRS, false));
        answersPut("update-webhook-connected", "half");
        answersMe("half", me(THEIRS, false).replaceFirst("(connectedCallbackUrl\": \")[^\"]+", "$1" + OURS));
        zapi.stubFor(put(urlEqualTo("/instances/3F00/token/T0KEN/update-webhook-disconnected"))
                .willReturn(aResponse().withStatus(405).withBody("T0KEN")));

        assertThat(register("--kinds", "connected,disconnected")).isEqualTo(1);

        assertThat(terminal.outLines())
                .anyMatch(line -> line.matches("  connected +" + quoted(THEIRS_SHOWN) + " +" + quoted(SHOWN)))
                .anyMatch(
                        line -> line.matches("  disconnected +" + quoted(THEIRS_SHOWN) + " +" + quoted(THEIRS_SHOWN)));
        assertThat(terminal.err()).contains("PUT update-webhook-disconnected: Z-API answered 405: ");
    }

    @Test
    void whatCannotBeToldAfterAFailureIsCalledUnknown() {
        answersMe(Scenario.STARTED, me(THEIRS, false));
        zapi.stubFor(put(anyUrl())
                .inScenario("zapi")
                .willReturn(aResponse().withStatus(500))
                .willSetStateTo("down"));
        zapi.stubFor(get(urlEqualTo(ME))
                .inScenario("zapi")
                .whenScenarioStateIs("down")
                .willReturn(aResponse().withStatus(500)));

        assertThat(register()).isEqualTo(1);

        assertThat(terminal.out()).contains("unknown");
        assertThat(terminal.err()).contains("try again later");
    }

    @Test
    void oneInstanceThatFailsKeepsTheOthersFromNothing() {
        zapi.stubFor(get(urlEqualTo("/instances/BAD/token/T0KEN2/me"))
                .willReturn(aResponse().withStatus(404)));
        answersMe(Scenario.STARTED, me(OURS, false));
        answersPut("update-every-webhooks", Scenario.STARTED);

        int exitCode = terminal.execute(
                "register-webhooks",
                "--url=" + PUBLIC,
                "--api=" + zapi.baseUrl(),
                "--zapi.instances[0].id=BAD",
                "--zapi.instances[0].token=T0KEN2",
                "--zapi.instances[1].id=KEYLESS",
                "--zapi.instances[1].webhook-key=K",
                "--zapi.instances[2].id=3F00",
                "--zapi.instances[2].token=T0KEN",
                "--zapi.instances[2].webhook-key=K+EY");

        assertThat(exitCode).isEqualTo(1);
        assertThat(terminal.err())
                .contains("instance BAD: GET me: Z-API answered 404", "Nothing was changed")
                .contains("instance KEYLESS: it has no token");
        assertThat(putCalls()).containsExactly("update-every-webhooks");
    }

    @Test
    void settingsAreReadFromAFileAsTheGatewayDoes(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("application.yml"),
                """
                zapi:
                  webhook.path: /hooks
                  instances:
                    - id: 3F00
                      token: [T0KEN, OLD]
                """);
        String url = "https://hooks.example.com/hooks";
        answersMe(Scenario.STARTED, me(url, false));

        int exitCode = terminal.execute(
                "register-webhooks",
                "--url=" + PUBLIC + "/",
                "--dry-run",
                "--api=" + zapi.baseUrl(),
                "--spring.config.location=" + folder + "/");

        assertThat(exitCode).isZero();
        assertThat(terminal.outLines()).anyMatch(line -> line.matches("  delivery +" + url + " +" + url));
    }

    @Test
    void aPathOfTheUsersOwnIsKept() {
        answersMe(Scenario.STARTED, me(THEIRS, false));

        assertThat(terminal.execute(arguments("https://hooks.example.com/zapi/sales/", "--dry-run")))
                .isZero();

        assertThat(terminal.out()).contains("https://hooks.example.com/zapi/sales?key=***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com",
                "hooks.example.com",
                "https://",
                "https://hooks.example.com/zapi?key=S3CRET",
                "https://S3CRET@hooks.example.com",
                "not a url"
            })
    void anUnsafeUrlIsRefusedBeforeAnythingIsAsked(String url) {
        assertThat(terminal.execute(arguments(url))).isEqualTo(2);

        assertThat(terminal.err()).contains("--url cannot be used: ");
        zapi.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--dryrun", "dry-run", "--tokn=S3CRET", "--kinds=presence"})
    void whatIsMistypedIsRefusedBeforeAnythingIsAsked(String mistyped) {
        assertThat(register(mistyped)).isEqualTo(2);

        assertThat(terminal.err())
                .contains(mistyped.replaceFirst("^--kinds=", "").replaceFirst("=.*", ""));
        zapi.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void tokensAreNotSentInTheClear() {
        assertThat(terminal.execute("register-webhooks", "--url=" + PUBLIC, "--api=http://api.z-api.io"))
                .isEqualTo(2);

        assertThat(terminal.err()).contains("--api must begin with https://");
    }

    @Test
    void withoutAnInstanceThereIsNothingToTell() {
        assertThat(terminal.execute("register-webhooks", "--url=" + PUBLIC)).isEqualTo(1);

        assertThat(terminal.err()).contains("no instance is configured; set zapi.instances[0].id");
    }

    @Test
    void settingsThatAreWrongAreToldWithoutTheirValues() {
        assertThat(terminal.execute("register-webhooks", "--url=" + PUBLIC, "--zapi.instances[0].token=T0KEN"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("zapi.instances[n].id is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CL1ENT\r", "CL1ENT\u2019"})
    void aSecretThatNoHeaderBearsIsNamedByItsSetting(String secret) {
        int exitCode = terminal.execute(
                "register-webhooks",
                "--url=" + PUBLIC,
                "--api=" + zapi.baseUrl(),
                "--zapi.instances[0].id=3F00",
                "--zapi.instances[0].token=T0KEN",
                "--zapi.instances[0].client-token=" + secret);

        assertThat(exitCode).isEqualTo(1);
        assertThat(terminal.err())
                .contains("zapi.instances[n].client-token holds a character")
                .doesNotContain("Exception");
        zapi.verify(0, anyRequestedFor(anyUrl()));
    }

    private int register(String... options) {
        return terminal.execute(arguments(PUBLIC, options));
    }

    private String[] arguments(String url, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "register-webhooks",
                "--url=" + url,
                "--api=" + zapi.baseUrl(),
                "--zapi.instances[0].id=3F00",
                "--zapi.instances[0].name=sales",
                "--zapi.instances[0].token=T0KEN",
                "--zapi.instances[0].client-token=CL1ENT",
                "--zapi.instances[0].webhook-key=K+EY"));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    private void answersMe(String state, String json) {
        zapi.stubFor(get(urlEqualTo(ME))
                .inScenario("zapi")
                .whenScenarioStateIs(state)
                .willReturn(okJson(json)));
    }

    private void answersPut(String call, String nextState) {
        zapi.stubFor(put(urlEqualTo("/instances/3F00/token/T0KEN/" + call))
                .inScenario("zapi")
                .willReturn(okJson("{\"value\": true}"))
                .willSetStateTo(nextState));
    }

    private List<String> putCalls() {
        return zapi.findAll(putRequestedFor(anyUrl())).stream()
                .map(request -> request.getUrl().replaceFirst(".*/", ""))
                .toList();
    }

    private static String me(String url, boolean sentByMe) {
        return """
                {"id": "3F00", "token": "T0KEN", "receiveCallbackSentByMe": %s,
                 "receivedCallbackUrl": "%2$s", "receivedAndDeliveryCallbackUrl": "%2$s", "deliveryCallbackUrl": "%2$s",
                 "messageStatusCallbackUrl": "%2$s", "presenceChatCallbackUrl": "%2$s", "connectedCallbackUrl": "%2$s",
                 "disconnectedCallbackUrl": "%2$s"}"""
                .formatted(sentByMe, url);
    }

    private static String row(String webhook, String before, String after) {
        return String.format("  %-21s  %-38s  %s", webhook, before, after);
    }

    private static String quoted(String text) {
        return java.util.regex.Pattern.quote(text);
    }
}
