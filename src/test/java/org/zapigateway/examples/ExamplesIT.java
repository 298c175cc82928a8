package org.zapigateway.examples;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.zapigateway.FreePort;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.GatewayLogin;
import org.zapigateway.routes.RouteFileState;
import org.zapigateway.routes.RouteLoader;
import org.zapigateway.subscription.SubscriptionStatus;
import org.zapigateway.subscription.Subscriptions;

/** Files of {@code routes/examples}, all in one gateway, with the real thing at the far side. */
class ExamplesIT {
    private static final Path EXAMPLES = Path.of("routes/examples");
    private static final List<String> NAMES = List.of(
            "alert-disconnected",
            "archive-media",
            "call-order-service",
            "enrich-from-database",
            "forward-texts",
            "mask-phones",
            "publish-groups",
            "publish-to-rabbitmq",
            "stream-to-kafka",
            "write-daily-csv");
    private static final String INSTANCE = "3F0A61C7D2B94E58A1D3C60B7E9F2485";
    private static final String TOKEN = "F1E2D3C4B5A6978812345678";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static KafkaServer kafka;
    private static Amqp091Server rabbitmq;
    private static WireMockServer http;
    private static GreenMail mail;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        kafka = new KafkaServer(Files.createDirectory(folder.resolve("kafka")));
        rabbitmq = new Amqp091Server(Files.createDirectory(folder.resolve("rabbitmq")));
        rabbitmq.bind("crm", "whatsapp", "message.*");
        http = new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        http.start();
        mail = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        mail.start();
        int brokerPort = FreePort.find();
        RunningGateway.Setup setup = RunningGateway.in(folder)
                .instance(0, INSTANCE, TOKEN, "a-key-of-the-webhook-url")
                .with("zapi.instances[0].name", "sales")
                .with("zapi.database.enabled", "true")
                .with("zapi.routes.file-roots", folder.resolve("archive").toString())
                .with("spring.rabbitmq.port", String.valueOf(rabbitmq.port()))
                .with("spring.rabbitmq.virtual-host", Amqp091Server.HOST)
                .route("to-missing-exchange", "spring-rabbitmq:missing")
                .with("zapi.broker.acceptor", "tcp://127.0.0.1:" + brokerPort)
                .with("camel.component.amqp.broker-url", "amqp://127.0.0.1:" + brokerPort)
                .route("by-amqp", "amqp:queue:by.amqp");
        for (String name : NAMES) {
            String file = name + ".camel.yaml";
            Files.copy(EXAMPLES.resolve(file), folder.resolve("routes").resolve(file));
        }
        Files.writeString(
                folder.resolve("routes/routes.properties"),
                """
                order-service.url=%1$s/orders
                media.origin=%1$s
                archive.directory=%2$s/media
                csv.directory=%2$s/csv
                kafka.brokers=%3$s
                mask.secret=3b0d9c2f7a
                alert.period=200
                alert.mail-server=127.0.0.1:%4$d
                """
                        .formatted(
                                http.baseUrl(),
                                folder.resolve("archive"),
                                kafka.address(),
                                mail.getSmtp().getPort()));
        gateway = setup.start();
        makeTables();
    }

    private static void makeTables() {
        JdbcTemplate database = gateway.database();
        database.execute("create table customer (phone varchar(40) primary key, customer_number varchar(40),"
                + " segment varchar(40))");
        database.execute("create table instance_alert (instance_id varchar(128), changed_at timestamp with time zone,"
                + " primary key (instance_id, changed_at))");
        database.update("insert into customer values ('5500940002001', 'C-17', 'retail')");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        http.stop();
        mail.stop();
        rabbitmq.close();
        kafka.close();
    }

    @Test
    void eachIsLoadedWithoutAWarning() {
        assertThat(gateway.bean(RouteLoader.class).files().files())
                .hasSize(NAMES.size() + 3)
                .allSatisfy(file -> {
                    assertThat(file.state()).as(file.file()).isEqualTo(RouteFileState.LOADED);
                    assertThat(file.warnings()).isEmpty();
                });
    }

    @Test
    void forwardTexts() throws Exception {
        String eventId = post(text("Bom dia!"));

        await().until(() -> gateway.property("crm.sales.texts", "eventId").contains(eventId));
    }

    @Test
    void callOrderService() {
        http.stubFor(WireMock.post("/orders")
                .inScenario("orders")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(serviceUnavailable())
                .willSetStateTo("back"));
        http.stubFor(WireMock.post("/orders")
                .inScenario("orders")
                .whenScenarioStateIs("back")
                .willReturn(ok("taken")));

        post(text("Bom dia!"));
        String eventId = post(text("O PEDIDO 4711 já saiu?"));

        await().untilAsserted(() -> http.verify(
                2, postRequestedFor(urlEqualTo("/orders")).withHeader("Idempotency-Key", equalTo(eventId))));
        List<LoggedRequest> calls = http.findAll(postRequestedFor(urlEqualTo("/orders")));
        assertThat(calls).hasSize(2).allSatisfy(call -> {
            assertThat(call.getHeader("Content-Type")).isEqualTo("application/cloudevents+json");
            assertThat(call.containsHeader("chatId")).isFalse();
            assertThat(JSON.readTree(call.getBodyAsString())
                            .at("/data/content/text")
                            .asText())
                    .isEqualTo("O PEDIDO 4711 já saiu?");
        });
    }

    @Test
    void publishGroups() throws Exception {
        try (Connection connection =
                GatewayLogin.of(gateway.bean(EmbeddedBroker.class)).createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer reader = session.createConsumer(session.createTopic("whatsapp.groups"));

            post(text("to one"));
            ObjectNode toAll = text("to all");
            toAll.put("isGroup", true)
                    .put("phone", "120363000000471100-group")
                    .put("participantPhone", "5500940002002");
            String eventId = post(toAll);

            Message message = reader.receive(30_000);
            assertThat(message.getStringProperty("eventId")).isEqualTo(eventId);
            assertThat(message.getStringProperty("chatKind")).isEqualTo("group");
        }
    }

    @Test
    void archiveMedia() throws Exception {
        byte[] picture = "a picture".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        String path = "/file/temp-file-download/instances/" + INSTANCE + "/kT9vWq2LmZx0RbNcYh4uEg==.jpeg";
        http.stubFor(get(path).willReturn(aResponse().withBody(picture)));
        ObjectNode payload = sample("received-image.json");
        ((ObjectNode) payload.path("image")).put("imageUrl", http.baseUrl() + path);

        String eventId = post(payload);

        Path day = folder.resolve("archive/media/2026-03-01");
        await().untilAsserted(() -> assertThat(day.resolve(eventId + ".jpeg")).hasBinaryContent(picture));
        assertThat(JSON.readTree(day.resolve(eventId + ".event.json").toFile())
                        .path("id")
                        .asText())
                .isEqualTo(eventId);
    }

    @Test
    void aDocumentThatIsJsonItselfLeavesTheArchivedEventAlone() throws Exception {
        String path = "/file/temp-file-download/instances/" + INSTANCE + "/order.json";
        http.stubFor(get(path).willReturn(ok("{\"id\": \"of the sender\"}")));
        ObjectNode payload = sample("received-image.json");
        payload.remove("image");
        payload.putObject("document").put("documentUrl", http.baseUrl() + path).put("fileName", "order.json");

        String eventId = post(payload);

        Path day = folder.resolve("archive/media/2026-03-01");
        await().untilAsserted(
                        () -> assertThat(day.resolve(eventId + ".json")).hasContent("{\"id\": \"of the sender\"}"));
        assertThat(JSON.readTree(day.resolve(eventId + ".event.json").toFile())
                        .path("id")
                        .asText())
                .isEqualTo(eventId);
    }

    @Test
    void aFileElsewhereThanInTheStorageIsNotFetched() throws Exception {
        ObjectNode payload = sample("received-image.json");
        // The same server, under another name.
        ((ObjectNode) payload.path("image")).put("imageUrl", "http://127.0.0.1:" + http.port() + "/secret");

        post(payload.put("phone", "5500940002098").put("isGroup", false));

        await().until(() -> status("archive-media").failedAttempts() > 0);
        http.verify(0, getRequestedFor(urlMatching(".*secret")));
    }

    @Test
    void streamToKafka() {
        String eventId = post(text("Bom dia!"));

        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaServer.Reader reader = kafka.read("whatsapp.events")) {
            await().until(() -> {
                records.addAll(reader.poll());
                return records.stream()
                        .anyMatch(record -> value(record, "eventId").equals(eventId));
            });
        }
        ConsumerRecord<String, String> record = records.stream()
                .filter(one -> value(one, "eventId").equals(eventId))
                .findFirst()
                .orElseThrow();
        assertThat(record.key()).isEqualTo(INSTANCE + "/5500940002001");
        assertThat(value(record, "content-type")).isEqualTo("application/cloudevents+json; charset=UTF-8");
        assertThat(value(record, "eventType")).isEqualTo("message.received");
        assertThat(record.value()).contains("\"id\":\"" + eventId + "\"");
    }

    private static String value(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Test
    void publishToRabbitmq() throws Exception {
        try (com.rabbitmq.client.Connection connection = rabbitmq.connect();
                Channel channel = connection.createChannel()) {
            String eventId = post(text("Bom dia!"));

            List<GetResponse> messages = new ArrayList<>();
            await().until(() -> {
                for (GetResponse next = channel.basicGet("crm", true);
                        next != null;
                        next = channel.basicGet("crm", true)) {
                    messages.add(next);
                }
                return messages.stream()
                        .anyMatch(message -> eventId.equals(message.getProps().getMessageId()));
            });
            GetResponse message = messages.get(messages.size() - 1);
            assertThat(message.getProps().getDeliveryMode()).isEqualTo(2);
            assertThat(message.getProps().getContentType()).isEqualTo("application/cloudevents+json");
            assertThat(message.getEnvelope().getRoutingKey()).isEqualTo("message.received");
            assertThat(JSON.readTree(message.getBody()).path("type").asText()).isEqualTo("message.received");
        }
    }

    @Test
    void whatRabbitmqRefusesIsNotDelivered() {
        post(text("Bom dia!"));

        await().until(() -> status("to-missing-exchange").died() > 0);
        assertThat(status("to-missing-exchange").delivered()).isZero();
    }

    @Test
    void amqpGivesAMessageTheSameIdentityAsJms() throws Exception {
        String eventId = post(text("Bom dia!"));

        Message message = await().until(() -> find("by.amqp", eventId), found -> found != null);
        assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo(INSTANCE + "/5500940002001");
        assertThat(message.getStringProperty("_AMQ_DUPL_ID")).isEqualTo(eventId + "/by-amqp/amqp://queue:by.amqp/0");
    }

    @Test
    void maskPhones() throws Exception {
        String eventId = post(text("Ligue para +55 (11) 98888-7777 ou 5511977776666, conta 4711"));

        Message message = await().until(() -> find("statistics.texts", eventId), found -> found != null);

        JsonNode body = JSON.readTree(message.getBody(String.class));
        assertThat(body.path("text").asText()).isEqualTo("Ligue para *** ou ***, conta 4711");
        assertThat(body.path("phone").asText()).isEqualTo("*********2001");
        assertThat(body.path("chat").asText()).hasSize(64);
        assertThat(message.getStringProperty("JMSXGroupID"))
                .isEqualTo(body.path("chat").asText());
        List<String> names = new ArrayList<>();
        message.getPropertyNames().asIterator().forEachRemaining(name -> names.add(name.toString()));
        for (String name : names) {
            assertThat(String.valueOf(message.getObjectProperty(name))).as(name).doesNotContain("5500940002001");
        }
        assertThat(body.toString()).doesNotContain("5500940002001", "Marina");
    }

    @Test
    void enrichFromDatabase() throws Exception {
        String known = post(text("Bom dia!"));
        String unknown = post(text("Quem sou eu?").put("phone", "5500940002099"));

        Message enriched = await().until(() -> find("service-desk", known), found -> found != null);
        assertThat(JSON.readTree(enriched.getBody(String.class))
                        .at("/data/customer")
                        .toString())
                .isEqualTo("{\"number\":\"C-17\",\"segment\":\"retail\"}");
        Message plain = await().until(() -> find("service-desk", unknown), found -> found != null);
        assertThat(JSON.readTree(plain.getBody(String.class))
                        .at("/data/customer")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void writeDailyCsv() throws Exception {
        String eventId = post(text("=cmd() \"quoted\",\nsecond line"));

        Path file = folder.resolve("archive/csv/messages-2026-03-01.csv");
        await().until(() -> Files.exists(file) && Files.readString(file).contains(eventId));
        assertThat(Files.readString(file))
                .contains("\"" + eventId + "\",\"2026-03-01T10:05:30.000Z\",\"" + INSTANCE
                        + "\",\"5500940002001\",\"Marina Prado\",\"'=cmd() \"\"quoted\"\",\nsecond line\"\n");
    }

    @Test
    void alertDisconnected() throws Exception {
        disconnected("away", false, 6);
        disconnected("back", true, 6);
        disconnected("shortly-away", false, 4);

        await().until(() -> mail.getReceivedMessages().length == 1);
        disconnected("away-too", false, 7);
        await().until(() -> mail.getReceivedMessages().length > 1);

        assertThat(mail.getReceivedMessages())
                .extracting(MimeMessage::getSubject)
                .containsExactly(
                        "WhatsApp is disconnected: away (id-of-away)",
                        "WhatsApp is disconnected: away-too (id-of-away-too)");
        assertThat(mail.getReceivedMessages()[0].getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("operations@localhost");
    }

    private static void disconnected(String instance, boolean connected, int minutes) {
        gateway.database()
                .update(
                        "insert into whatsapp_instance (instance_id, instance_name, connected, changed_at) values (?, ?, ?, ?)",
                        "id-of-" + instance,
                        instance,
                        connected,
                        OffsetDateTime.now().minusMinutes(minutes));
    }

    private static ObjectNode text(String text) {
        ObjectNode payload = sample("received-text.json");
        ((ObjectNode) payload.path("text")).put("message", text);
        return payload;
    }

    /** A payload of {@code samples}, as a message that has not been before. */
    private static ObjectNode sample(String file) {
        try {
            ObjectNode payload =
                    (ObjectNode) JSON.readTree(Path.of("samples", file).toFile());
            return payload.put("messageId", UUID.randomUUID().toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The id of the event that a payload has become. */
    private static String post(ObjectNode payload) {
        try {
            String answer = gateway.post("/webhooks/zapi", payload.toString(), "z-api-token", TOKEN)
                    .body();
            return JSON.readTree(answer).path("events").path(0).asText();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The machine may be busy with other tests. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    private static SubscriptionStatus status(String subscription) {
        return gateway.bean(Subscriptions.class).status().stream()
                .filter(status -> status.name().equals(subscription))
                .findFirst()
                .orElseThrow();
    }

    /** The message of an event in a queue; {@code null} when there is none. It stays there. */
    private static Message find(String queue, String eventId) throws Exception {
        try (Connection connection =
                GatewayLogin.of(gateway.bean(EmbeddedBroker.class)).createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            var messages = session.createBrowser(session.createQueue(queue), "eventId = '" + eventId + "'")
                    .getEnumeration();
            return messages.hasMoreElements() ? (Message) messages.nextElement() : null;
        }
    }
}
