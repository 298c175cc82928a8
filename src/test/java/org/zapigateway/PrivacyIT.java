package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.inbox.InboxAddresses;

/** Nothing that people write, and no secret, leaves the gateway by its logs, problems, metrics or health. */
class PrivacyIT {
    private static final String INSTANCE = "A";
    private static final String TOKEN = "T0KEN0F1NSTANCE0AAAABBBB";
    private static final String KEY = "webhook-key-of-a";
    private static final String CLIENT_TOKEN = "account-client-token";
    private static final String PHONE = "5511987654321";
    private static final String MEMBER = "5521912345678";
    private static final String NAME = "Zuleica Quaresma";
    private static final String TEXT = "meu-segredo-de-cliente";
    private static final String URL = "https://f004.backblazeb2.com/file/temp-file-download/instances/A/x.jpeg";
    private static final String STRANGERS = "wrong-secret-of-somebody";
    private static final List<String> PRIVATE =
            List.of(TOKEN, KEY, CLIENT_TOKEN, PHONE, MEMBER, NAME, TEXT, "backblazeb2", STRANGERS);

    private static final String THROWS_WHAT_IT_GETS =
            """
            - route:
                id: throws
                description: Fails with an exception that quotes the event
                from:
                  uri: zapi:events
                  parameters:
                    maxAttempts: 1
                  steps:
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: "cannot take ${body} ${headers}"
            """;

    @TempDir
    Path folder;

    @Test
    void nothingPrivateIsLoggedAnsweredMeasuredOrReported() throws Exception {
        CapturedLog captured = new CapturedLog();
        try (RunningGateway gateway = start(captured)) {
            List<String> answers = new java.util.ArrayList<>();
            goodAndRepeated(gateway);
            answers.addAll(refused(gateway));
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(gateway.depth(InboxAddresses.deadLetterQueue("throws")))
                        .isEqualTo(3);
                assertThat(gateway.depth(InboxAddresses.deadLetterQueue("sql-fails")))
                        .isEqualTo(3);
            });
            answers.addAll(OperationsPages.of(gateway));

            assertThat(answers).allSatisfy(PrivacyIT::isClean);
        } finally {
            captured.detach();
        }
        assertThat(captured.lines())
                .as("the failures were logged at all")
                .anyMatch(line -> line.contains("dead letters"));
        assertThat(captured.lines()).allSatisfy(PrivacyIT::isClean);
    }

    @Test
    void anEventThatNearlyFillsARecordOfTheJournalIsNotQuoted() throws Exception {
        CapturedLog captured = new CapturedLog();
        try (RunningGateway gateway = start(captured)) {
            // The text is in the event twice. The broker warns in the last kilobyte before a message becomes a file of
            // its own.
            for (int length = 248_500; length <= 251_000; length += 150) {
                String body = "{\"type\":\"ReceivedCallback\",\"instanceId\":\"A\",\"messageId\":\"L" + length
                        + "\",\"phone\":\"" + PHONE + "\",\"chatName\":\"" + NAME
                        + "\",\"momment\":1700000000000,\"text\":{\"message\":\"" + TEXT
                        + "x".repeat(length) + "\"}}";
                assertThat(gateway.post("/webhooks/zapi", body, "z-api-token", TOKEN)
                                .statusCode())
                        .isEqualTo(200);
            }
        } finally {
            captured.detach();
        }
        assertThat(captured.lines()).allSatisfy(PrivacyIT::isClean);
    }

    /** Beside the good route, one that throws what it got, and one whose statement fails with a value of the event. */
    private RunningGateway start(CapturedLog captured) {
        return RunningGateway.in(folder)
                .instance(0, INSTANCE, TOKEN, KEY)
                .with("zapi.instances[0].client-token", CLIENT_TOKEN)
                .with("zapi.database.enabled", "true")
                .with("management.endpoints.web.exposure.include", "*")
                .with("management.endpoint.health.show-details", "always")
                .route("sql-fails", "sql:INSERT INTO whatsapp_event (event_id) VALUES (:#${body})")
                .routeFile("throws", THROWS_WHAT_IT_GETS)
                .initializer(context -> captured.attach())
                .start();
    }

    private static void goodAndRepeated(RunningGateway gateway) {
        String image = Payloads.text(INSTANCE, "IMAGE")
                .replace(
                        "\"text\":{\"message\":\"Olá, tudo bem?\"}",
                        "\"image\":{\"imageUrl\":\"" + URL + "\",\"caption\":\"" + TEXT + "\"},\"participantPhone\":\""
                                + MEMBER + "\"");
        String status = Payloads.status(INSTANCE, "STATUS").replace("5511988887777", PHONE);
        for (String body : List.of(personal(), personalised(image), status, personal(), status)) {
            HttpResponse<String> answer = gateway.post("/webhooks/zapi?key=" + KEY, body);
            assertThat(answer.statusCode()).isEqualTo(200);
            isClean(answer.body());
        }
    }

    private static List<String> refused(RunningGateway gateway) throws Exception {
        List<String> answers = new java.util.ArrayList<>();
        byte[] good = personal().getBytes(StandardCharsets.UTF_8);
        byte[] brokenUtf8 = good.clone();
        brokenUtf8[good.length / 2] = (byte) 0xFF;
        String type = "content-type: application/json";
        String token = "z-api-token: " + TOKEN;
        answers.add(raw(gateway, "POST", "/webhooks/zapi", Arrays.copyOf(good, good.length - 5), type, token));
        answers.add(raw(gateway, "POST", "/webhooks/zapi", ("[" + personal() + "]").getBytes(), type, token));
        answers.add(raw(gateway, "POST", "/webhooks/zapi", (personal() + TEXT).getBytes(), type, token));
        answers.add(raw(gateway, "POST", "/webhooks/zapi", brokenUtf8, type, token));
        answers.add(raw(gateway, "POST", "/webhooks/zapi", (TEXT + ":").getBytes(), type, token));
        answers.add(raw(gateway, "POST", "/webhooks/zapi", good, type, "z-api-token: " + STRANGERS));
        answers.add(raw(gateway, "POST", "/webhooks/zapi?key=" + STRANGERS, good, type));
        answers.add(raw(gateway, "POST", "/webhooks/zapi", good, "content-type: text/" + STRANGERS, token));
        answers.add(raw(gateway, "POST", "/webhooks/zapi", good, "content-type: " + STRANGERS, token));
        answers.add(raw(gateway, "POST", "/webhook/zapi/" + STRANGERS + "?key=" + KEY, good, type, token));
        answers.add(raw(gateway, "POST", "/webhooks/zapi/" + STRANGERS + "/%zz", good, type, token));
        answers.add(raw(gateway, STRANGERS, "/webhooks/zapi", good, type, token));
        answers.add(raw(gateway, STRANGERS, "/elsewhere", good, type, token));
        answers.add(raw(gateway, "POST", "/webhooks/zapi", good, "content-encoding: " + STRANGERS, token));
        return answers;
    }

    private static String raw(RunningGateway gateway, String verb, String path, byte[] body, String... headers)
            throws Exception {
        try (RawHttp http = RawHttp.connect(gateway.port())) {
            http.send(verb + " " + path + " HTTP/1.1", "host: x", "content-length: " + body.length);
            http.send(headers).send("");
            RawHttp.Answer answer = http.send(body).answer();
            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
            return answer.toString();
        }
    }

    private static String personal() {
        return personalised(Payloads.text(INSTANCE, "TEXT", TEXT + " " + URL));
    }

    private static String personalised(String payload) {
        return payload.replace("5511988887777", PHONE).replace("Maria", NAME);
    }

    private static void isClean(String text) {
        PRIVATE.forEach(secret -> assertThat(text).doesNotContainIgnoringCase(secret));
    }
}
