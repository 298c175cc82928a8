package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.FailingDisk;
import org.zapigateway.inbox.GatewayLogin;
import org.zapigateway.inbox.InboxAddresses;

/**
 * Every payload that is known goes every way, the good one and the bad ones, and nothing that it says is seen by who looks
 * after the gateway: not in logs, answers, metrics, health or any other page of the operations port.
 */
class FixturePrivacyIT {
    private static final Path PAYLOADS = Path.of("src/test/resources/fixtures/zapi");
    private static final String WEBHOOK = "/webhooks/zapi";
    private static final String INSTANCE = "3D7F1C0A9B8E4D2C8A6B5F4E3D2C1B0A";
    private static final String TOKEN = "T0KEN0F1NSTANCE0AAAABBBB";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    /** Z-API sends none like it; if it did, the unknown names were people's. */
    private static final String KEYED_BY_PERSONS =
            """
            {"type": "ReceivedCallback", "messageId": "KEYED", "phone": "5511987650077", "momment": 1632228638000,
             "Zuleica": "a", "p5511987650078": "b", "Zuleica_Quaresma": {"x": 1},
             "text": {"message": "chaves com nomes", "Quaresma": "c", "5511987650079": "d", "Zuleica Quaresma": "e"}}""";

    @TempDir
    Path folder;

    private final CapturedLog log = new CapturedLog();
    private final PrivateValues values = new PrivateValues();
    private final List<String> answers = new ArrayList<>();
    private final List<String> payloads = payloads();

    @Test
    void noPayloadIsSeenOutsideOfItsEvents() throws Exception {
        try (RunningGateway gateway = RunningGateway.in(folder)
                .instance(0, INSTANCE, TOKEN, "")
                .with("zapi.database.enabled", "true")
                .with("management.endpoints.web.exposure.include", "*")
                .route("sql-fails", "sql:INSERT INTO whatsapp_event (event_id) VALUES (:#${body})")
                .routeFile("throws", throwing("throws", "java.lang.IllegalStateException"))
                .routeFile("waits", throwing("waits", "java.net.ConnectException"))
                .initializer(context -> log.attach())
                .start()) {
            Set<String> accepted = accept(gateway);
            accepted.addAll(accept(gateway));
            reject(gateway);
            rejectBadOnes(gateway);
            awaitFailures(gateway, accepted.size());
            repeatInTheBroker(gateway);
            failToStore(gateway);
            OperationsPages.of(gateway).forEach(page -> answers.add(withoutAddresses(page)));
        } finally {
            log.detach();
        }

        assertThat(values.size()).as("what is looked for").isGreaterThan(300);
        assertThat(answers).flatExtracting(values::in).isEmpty();
        assertThat(log.lines()).as("the failures were logged at all").anyMatch(line -> line.contains("dead letters"));
        assertThat(log.lines()).flatExtracting(values::in).isEmpty();
    }

    /** Names of hidden classes bear an address, with as many zeros as some payload has. */
    private static String withoutAddresses(String page) {
        return page.replaceAll("/0x[0-9a-f]{16}", "");
    }

    /** Posts every payload, and gives the ids of its events. */
    private Set<String> accept(RunningGateway gateway) throws IOException {
        Set<String> ids = new HashSet<>();
        for (String payload : payloads) {
            HttpResponse<String> answer = gateway.post(WEBHOOK, payload, "z-api-token", TOKEN);
            assertThat(answer.statusCode()).as(payload).isEqualTo(200);
            answers.add(answer.toString() + answer.headers() + answer.body());
            JSON.readTree(answer.body()).path("events").forEach(id -> ids.add(id.textValue()));
        }
        return ids;
    }

    private void reject(RunningGateway gateway) {
        for (String payload : payloads) {
            String half = payload.substring(0, payload.length() - 1);
            String anothers = payload.replace(INSTANCE, "ANOTHER");
            refused(gateway.post(WEBHOOK, half, "z-api-token", TOKEN), 400);
            refused(gateway.post(WEBHOOK, "[" + payload + "]", "z-api-token", TOKEN), 400);
            refused(gateway.post(WEBHOOK, anothers, "z-api-token", TOKEN), 401);
            refused(gateway.post(WEBHOOK, payload, "z-api-token", "wrong"), 401);
            refused(gateway.post("/elsewhere", payload, "z-api-token", TOKEN), 404);
        }
    }

    /** The fixtures that are no payloads; what they hold of one is looked for too. */
    private void rejectBadOnes(RunningGateway gateway) throws IOException {
        for (Path file : files("bad")) {
            byte[] body = Files.readAllBytes(file);
            values.addAll(new String(body, StandardCharsets.UTF_8));
            try (RawHttp http = RawHttp.connect(gateway.port())) {
                RawHttp.Answer answer = http.send(
                                "POST " + WEBHOOK + " HTTP/1.1",
                                "host: x",
                                "content-type: application/json",
                                "z-api-token: " + TOKEN,
                                "content-length: " + body.length,
                                "")
                        .send(body)
                        .answer();
                assertThat(answer.status()).as(file.toString()).isEqualTo(400);
                answers.add(answer.headers() + answer.body());
            }
        }
    }

    private void refused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        answers.add(answer.headers() + answer.body());
    }

    private static void awaitFailures(RunningGateway gateway, int events) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(gateway.depth(InboxAddresses.deadLetterQueue("throws"))).isEqualTo(events);
            assertThat(gateway.depth(InboxAddresses.deadLetterQueue("sql-fails")))
                    .isEqualTo(events);
            assertThat(RunningGateway.get(gateway.managementPort(), "/actuator/subscriptions")
                            .body())
                    .contains("\"reason\":\"java.net.ConnectException, at ");
        });
    }

    /** Artemis drops a repeat, and would like to tell of it. */
    private void repeatInTheBroker(RunningGateway gateway) throws Exception {
        try (Connection connection =
                GatewayLogin.of(gateway.bean(EmbeddedBroker.class)).createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue("repeats"));
            for (String payload : payloads) {
                TextMessage message = session.createTextMessage(payload);
                message.setStringProperty(
                        "chatId", JSON.readTree(payload).path("phone").asText());
                message.setStringProperty(Message.HDR_DUPLICATE_DETECTION_ID.toString(), "always the same");
                producer.send(message);
            }
        }
        assertThat(gateway.depth("repeats")).isOne();
    }

    private void failToStore(RunningGateway gateway) throws Exception {
        FailingDisk.beneath(gateway.bean(EmbeddedBroker.class)).failToWrite();
        await().atMost(PATIENCE).until(() -> postNewText(gateway).statusCode() == 503);
        await().atMost(PATIENCE).until(() -> postNewText(gateway).statusCode() == 200);
    }

    private HttpResponse<String> postNewText(RunningGateway gateway) throws IOException {
        String payload = Payloads.text(INSTANCE, UUID.randomUUID().toString());
        values.addAll(JSON.readTree(payload));
        HttpResponse<String> answer = gateway.post(WEBHOOK, payload, "z-api-token", TOKEN);
        answers.add(answer.headers() + answer.body());
        return answer;
    }

    private List<String> payloads() {
        try {
            List<String> read = new ArrayList<>();
            for (Path file : files("")) {
                if (!file.startsWith(PAYLOADS.resolve("bad"))) {
                    read.add(payload(JSON.readTree(file.toFile())));
                }
            }
            read.add(payload(JSON.readTree(KEYED_BY_PERSONS)));
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String payload(JsonNode payload) {
        values.addAll(payload);
        return ((ObjectNode) payload).put("instanceId", INSTANCE).toString();
    }

    private static List<Path> files(String below) throws IOException {
        try (Stream<Path> files = Files.walk(PAYLOADS.resolve(below))) {
            return files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static String throwing(String id, String exception) {
        return """
                - route:
                    id: %s
                    description: Fails with an exception that quotes the event
                    from:
                      uri: zapi:events
                      parameters:
                        maxAttempts: 1
                      steps:
                        - throwException:
                            exceptionType: %s
                            message: "cannot take ${body} ${headers}"
                """
                .formatted(id, exception);
    }
}
