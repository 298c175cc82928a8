package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.FreePort;
import org.zapigateway.cli.samples.Sample;
import org.zapigateway.cli.samples.ShopDay;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.zapi.ZapiPayload;
import org.zapigateway.zapi.ZapiTranslator;
import picocli.CommandLine.Help.Ansi;

/** What the verb sends, and what it makes of the answers, with a server in the gateway's place. */
class SendSamplesTest {
    private static final String INSTANCE = "3F0A61C7D2B94E58A1D3C60B7E9F2485";
    private static final String TOKEN = "AAAA0000BBBB1111CCCC2222";

    private final SpokenTerminal terminal = new SpokenTerminal();
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final Properties before = (Properties) System.getProperties().clone();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private HttpServer server;
    private int status = 200;
    private Function<String, String> answer = SendSamplesTest::accepted;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
        System.setProperties(before);
    }

    @Test
    void requestsAreLikeZapis() {
        assertThat(send("--rate=0", "--token=" + TOKEN)).isZero();

        assertThat(received).hasSize(ShopDay.PAYLOADS).allSatisfy(request -> {
            assertThat(request.method).isEqualTo("POST");
            assertThat(request.headers.get("content-type")).containsExactly("application/json");
            assertThat(request.headers.get("origin")).containsExactly("https://api.z-api.io");
            assertThat(request.headers.get("server")).containsExactly("Z-API");
            assertThat(request.headers.get("z-api-token")).containsExactly(TOKEN);
            assertThat(request.headers.get("user-agent"))
                    .singleElement()
                    .asString()
                    .startsWith("Mozilla/5.0 (");
            assertThat(request.headers.getFirst("content-length"))
                    .isEqualTo(String.valueOf(request.body.getBytes(StandardCharsets.UTF_8).length));
            assertThat(request.payload().instanceId()).isEqualTo(INSTANCE);
        });
        assertThat(received.stream()
                        .map(request -> request.headers.getFirst("user-agent"))
                        .distinct())
                .hasSizeGreaterThan(20);
    }

    @Test
    void oneOfItsSendersAsksForHttp2AndTheOtherDoesNot() {
        send("--rate=0", "--count=100");

        assertThat(received).allSatisfy(request -> {
            boolean ofStatus = request.payload().type().equals("MessageStatusCallback");
            assertThat(request.headers.containsKey("upgrade")).isNotEqualTo(ofStatus);
            assertThat(request.headers.containsKey("http2-settings")).isNotEqualTo(ofStatus);
        });
    }

    @Test
    void thePayloadsOfAChatArriveInTheirOrder() {
        send("--rate=0", "--seed=5", "--count=300");

        ShopDay day = new ShopDay(INSTANCE, 5, InstantSource.system());
        Map<String, List<String>> made = Stream.generate(day::next)
                .limit(300)
                .collect(Collectors.groupingBy(
                        Sample::chat,
                        Collectors.mapping(sample -> key(sample.payload().toString()), Collectors.toList())));
        made.forEach((chat, keys) -> assertThat(received.stream()
                        .map(request -> key(request.body))
                        .filter(keys::contains)
                        .toList())
                .as(chat)
                .isEqualTo(keys));
    }

    @Test
    void sendsOnlyTheWantedTypes() {
        assertThat(send("--rate=0", "--count=150", "--type", "call.changed,chat.presence", "--type", "instance.*"))
                .isZero();

        assertThat(received).hasSize(150);
        assertThat(received)
                .flatExtracting(request -> events(request.body))
                .extracting(event -> event.type().text())
                .contains("call.changed", "chat.presence", "instance.connected")
                .allMatch(type -> type.matches("call.changed|chat.presence|instance\\..*"));
    }

    @Test
    void sendsSomeAgainAndKnowsThatTheyWereRecognised() {
        assertThat(send("--rate=0", "--count=100", "--repeat=2", "--type=message.*"))
                .isZero();

        assertThat(received).hasSize(300);
        assertThat(received.stream()
                        .flatMap(request -> events(request.body).stream())
                        .collect(Collectors.groupingBy(CanonicalEvent::id)))
                .allSatisfy((id, copies) -> assertThat(copies).hasSize(3));
        assertThat(terminal.out()).contains("300 sent in ", "200 of them again").doesNotContain("not recognised");
    }

    @Test
    void sendsAShareAgain() {
        assertThat(send("--rate=0", "--count=400", "--repeat=50%", "--type=message.received"))
                .isZero();

        assertThat(received.size()).isBetween(500, 700);
    }

    @Test
    void complainsOfRepeatsThatPassForNews() {
        answer = body -> "{\"status\":\"accepted\",\"events\":[\"" + UUID.randomUUID() + "\"]}";

        assertThat(send("--rate=0", "--count=10", "--repeat=1", "--type=message.received"))
                .isEqualTo(1);
        assertThat(terminal.out()).contains("10 repeats were not recognised");
    }

    @Test
    void tellsWhatBecameOfThem() {
        assertThat(send("--rate=0", "--count=20", "--type=message.status")).isZero();

        assertThat(terminal.outLines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("20 sent in \\d+\\.\\d s to http://127\\.0\\.0\\.1:\\d+/webhooks/zapi"),
                        line -> assertThat(line)
                                .matches("  200 +20  p50 \\d+\\.\\d ms  p99 \\d+\\.\\d ms  longest \\d+\\.\\d ms"),
                        line -> assertThat(line).matches("events: message\\.status \\d+"));
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void tellsAProgramWhatBecameOfThem() throws Exception {
        answer = body -> {
            status = received.size() == 5 ? 503 : 200;
            return accepted(body);
        };
        SpokenTerminal interactive = new SpokenTerminal(Ansi.ON);

        assertThat(interactive.execute(
                        "send-samples",
                        url() + "?key=SECRETKEY",
                        "--json",
                        "--rate=0",
                        "--count=20",
                        "--type=message.status",
                        "--token=" + TOKEN))
                .isEqualTo(1);

        JsonNode told = new ObjectMapper().readTree(interactive.out());
        assertThat(told.path("url").asText()).isEqualTo(url());
        assertThat(told.path("sent").asInt()).isEqualTo(20);
        assertThat(told.path("allAccepted").asBoolean(true)).isFalse();
        assertThat(told.at("/answers/0/status").asInt()).isEqualTo(200);
        assertThat(told.at("/answers/0/count").asInt()).isEqualTo(19);
        assertThat(told.at("/answers/0/longest").asDouble()).isPositive();
        assertThat(told.at("/answers/1/status").asInt()).isEqualTo(503);
        assertThat(told.at("/answers/1/remedy").asText()).startsWith("not stored");
        assertThat(told.at("/events/message.status").asInt()).isPositive();
        assertThat(interactive.outLines()).as("no progress among it").hasSize(1);
        assertThat(interactive.out() + interactive.err()).doesNotContain("SECRETKEY", TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"401, --token", "404, zapi.webhook.path", "503, health", "403, Origin", "500, log"})
    void stopsWhenTheFirstIsRefusedAndNamesTheRemedy(int refusal, String remedy) {
        status = refusal;

        assertThat(send("--rate=0", "--token=" + TOKEN)).isEqualTo(1);
        assertThat(received).hasSize(1);
        assertThat(terminal.out())
                .contains("1 sent", "  " + refusal + " ", remedy)
                .doesNotContain(TOKEN);
    }

    @Test
    void oneRefusalAmongOthersIsAFailureToo() {
        answer = body -> {
            status = received.size() == 5 ? 503 : 200;
            return accepted(body);
        };

        assertThat(send("--rate=0", "--count=20")).isEqualTo(1);
        assertThat(received).hasSize(20);
        assertThat(terminal.out()).containsPattern("  200 +\\d+").containsPattern("  503 +\\d+  not stored");
    }

    @Test
    void anotherServerIsNotTakenForAGateway() {
        answer = body -> "<html>It works!</html>";

        assertThat(send("--count=5")).isEqualTo(1);
        assertThat(received).hasSize(1);
        assertThat(terminal.out()).contains("not the webhook of a zapi-gateway");
    }

    @Test
    void saysThatNobodyAnswers() {
        int free = FreePort.find();

        assertThat(terminal.execute("send-samples", "http://127.0.0.1:" + free + "/webhooks/zapi"))
                .isEqualTo(1);
        assertThat(terminal.out()).contains("nobody answers there", "zapi run");
    }

    @Test
    void theWebhookIsReadWhereTheGatewayReadsIt(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("application.yml"),
                """
                server: {port: %d, address: 0.0.0.0}
                zapi.webhook.path: /of/our/own
                zapi.instances: [{id: %s, token: %s}]
                """
                        .formatted(server.getAddress().getPort(), INSTANCE, TOKEN));
        System.setProperty("spring.config.additional-location", folder + "/");

        assertThat(terminal.execute("send-samples", "--rate=0", "--count=3"))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out())
                .contains("to http://127.0.0.1:" + server.getAddress().getPort() + "/of/our/own");
        assertThat(received)
                .as("made-up events are kept out of a gateway with instances by its tokens")
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.headers).doesNotContainKey("z-api-token"));
    }

    @ParameterizedTest
    @CsvSource({
        "::,        false, http://127.0.0.1",
        "127.0.0.2, false, http://127.0.0.2",
        "::1,       false, http://[::1]",
        "127.0.0.1, true,  https://localhost",
    })
    void theAddressIsOneThatCanBeAsked(String address, boolean certificate, String asked) throws Exception {
        System.setProperty("server.port", String.valueOf(FreePort.find()));
        System.setProperty("server.address", address);
        System.setProperty("server.ssl.enabled", String.valueOf(certificate));

        assertThat(terminal.execute("send-samples")).isEqualTo(1);
        assertThat(terminal.out())
                .contains("to " + asked + ":" + System.getProperty("server.port") + "/webhooks/zapi", "nobody answers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server.port       | 0       | server.port is '0', which is no port that can be asked",
                "server.port       | nonsense| server.port has a value that does not fit",
                "zapi.webhook.path | /slash/ | zapi.webhook.path is '/slash/'",
            })
    void settingsThatNameNoWebhookAreToldWithTheWayOut(String key, String value, String why) {
        System.setProperty(key, value);

        assertThat(terminal.execute("send-samples")).isEqualTo(1);
        assertThat(terminal.err()).contains(why).containsPattern("the URL of the webhook|With a URL");

        assertThat(send("--count=1")).as("with a URL they are not read").isZero();
    }

    @Test
    void aPortWithoutTlsIsNotTakenForABrokenConnection() throws Exception {
        try (PortWithoutTls plain = new PortWithoutTls()) {
            assertThat(terminal.execute("send-samples", "https://127.0.0.1:" + plain.number() + "/webhooks/zapi"))
                    .isEqualTo(1);
        }
        assertThat(terminal.out()).contains("no TLS there", "http://");
    }

    @Test
    void showsNeitherTokenNorKey() {
        assertThat(terminal.execute(
                        "send-samples", url() + "?key=SECRETKEY", "--rate=0", "--count=3", "--token", TOKEN))
                .isZero();

        assertThat(received).extracting(request -> request.query).containsOnly("key=SECRETKEY");
        assertThat(terminal.out() + terminal.err()).doesNotContain("SECRETKEY", TOKEN);
    }

    @Test
    void aUrlThatIsNoneIsRefusedWithoutItsKey() {
        assertThat(terminal.execute("send-samples", url() + "?key=SECRET KEY")).isEqualTo(2);

        assertThat(terminal.err()).contains("URL is no address").doesNotContain("SECRET");
    }

    @Test
    void progressIsForTerminals() {
        SpokenTerminal interactive = new SpokenTerminal(Ansi.ON);
        interactive.execute("send-samples", url(), "--rate=0", "--count=50");
        send("--rate=0", "--count=50");

        assertThat(interactive.out()).contains("\r[", " of 50\r\u001b[K");
        assertThat(terminal.out()).doesNotContain("\r", "\u001b");
    }

    /** The HTTP client would refuse it and quote it. */
    @ParameterizedTest
    @ValueSource(strings = {"S3CRET\r", "S3CRET\u2019"})
    void aTokenThatNoHeaderBearsIsRefusedWithoutItsValue(String unsendable) {
        assertThat(send("--token", unsendable)).isEqualTo(2);

        assertThat(received).isEmpty();
        assertThat(terminal.err()).contains("--token holds a character").doesNotContain("S3CRET");
    }

    /** Until then the place of each was kept, and the end waited for all of them. */
    @Test
    void whatCannotBeSentIsCountedAndNotWaitedFor() {
        Answers answers = new Answers();
        Posting posting = Posting.first(new ShopDay(INSTANCE, 1, InstantSource.system()).next());
        SampleSender sender = new SampleSender(URI.create(url()), TOKEN + "\r", answers);

        assertThat(sender.send(posting)).isCompleted();
        sender.close();
        assertThat(answers.firstWasRefused()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--type=message.recieved  | there is no event type 'message.recieved'",
                "--type=sms.*             | there is no event type 'sms.*'",
                "--count=0                | --count is 0",
                "--rate=-1                | --rate is -1",
                "--burst=0                | --burst is 0",
                "--repeat=often           | 'often' is neither a number",
                "--repeat=101%            | '101%' is neither a number",
                "ftp://host/path          | URL is no address",
                "localhost:8080           | URL is no address"
            })
    void refusesNonsense(String argument, String complaint) {
        assertThat(terminal.execute("send-samples", argument)).isEqualTo(2);
        assertThat(terminal.err()).contains(complaint);
        assertThat(received).isEmpty();
    }

    @Test
    void helpShowsExamples() {
        assertThat(terminal.execute("send-samples", "--help")).isZero();
        assertThat(terminal.out())
                .contains("--type", "--rate", "--burst", "--repeat", "--token", "--seed", "Examples:");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 10, 3000})
    void thePaceIsTheRateInBursts(double rate) {
        Pace pace = new Pace(rate, 10);

        assertThat(pace.due(9)).isZero();
        assertThat(pace.due(10)).isEqualTo((long) (10e9 / rate)).isEqualTo(pace.due(19));
        assertThat(pace.due(1_000)).isEqualTo((long) (1_000e9 / rate));
    }

    private int send(String... options) {
        List<String> arguments = new ArrayList<>(List.of("send-samples", url(), "--instance", INSTANCE));
        arguments.addAll(List.of(options));
        return terminal.execute(arguments.toArray(String[]::new));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/zapi";
    }

    /** One after the other, so that a test can tell the fifth of them. */
    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestMethod(), exchange.getRequestURI().getQuery(), exchange.getRequestHeaders(), body));
        byte[] bytes = answer.apply(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String accepted(String body) {
        return "{\"status\":\"accepted\",\"events\":"
                + events(body).stream().map(event -> '"' + event.id() + '"').toList() + "}";
    }

    private static List<CanonicalEvent> events(String body) {
        return new ZapiTranslator(true, id -> null).translate(payload(body), Instant.EPOCH);
    }

    private static ZapiPayload payload(String body) {
        try {
            return ZapiPayload.parse(body.getBytes(StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What a payload says, without the times. */
    private static String key(String body) {
        return body.replaceAll(
                "\"momment\":\\d+|\"time\":\\d+|\\?oh=[^\"]*|\"(low|high)\":-?\\d+|\"(expiration|scheduleTime|inviteExpiration)\":\\d+",
                "");
    }

    private record Received(String method, String query, Headers headers, String body) {
        ZapiPayload payload() {
            return SendSamplesTest.payload(body);
        }
    }
}
