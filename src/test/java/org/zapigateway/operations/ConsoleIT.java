package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.CapturedLog;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;

/** What {@code /console} answers, over HTTP. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConsoleIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int MOST_STATES = 20;
    private static final Path FILES = Path.of("src/main/resources/console");

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = ConsoleHouse.start(folder);
        gateway.database();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/console", "/console/", "/console/console.js", "/console/console.css", "/console/icon.svg"})
    void thePageComesFromTheJarAndLetsABrowserRunNothingElse(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElseThrow())
                .startsWith(
                        path.endsWith(".js")
                                ? "text/javascript"
                                : path.endsWith(".css")
                                        ? "text/css"
                                        : path.endsWith(".svg") ? "image/svg+xml" : "text/html");
        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'self';")
                .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(answer.headers().firstValue("x-frame-options")).contains("DENY");
        assertThat(answer.headers().firstValue("referrer-policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    }

    @ParameterizedTest
    @MethodSource("files")
    void noFileOfThePageReadsHtmlOrAsksAnybodyElse(Path file) throws Exception {
        assertThat(Files.readString(file).replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write")
                .doesNotContain("DOMParser", "srcdoc", "eval(", "javascript:", " style=", " onclick=", " onload=");
    }

    static Stream<Path> files() throws Exception {
        return Files.list(FILES);
    }

    @Test
    void theWebhooksPortKnowsNothingOfIt() {
        assertThat(RunningGateway.get(gateway.port(), "/console").statusCode()).isEqualTo(404);
        assertThat(RunningGateway.get(gateway.port(), "/console/stream").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theStreamTellsHowEverythingStandsAndWhatHappens() throws Exception {
        try (BufferedReader stream = stream("")) {
            JsonNode first = next(stream, "state");
            assertThat(first.path("at").asText()).endsWith("Z");
            assertThat(first.at("/routes/files").findValuesAsText("file")).contains("fails.camel.yaml");

            String id = accepted(ConsoleHouse.post(gateway, Payloads.text(ConsoleHouse.INSTANCE, "STREAMED")));
            List<String> outcomes = new ArrayList<>();
            while (outcomes.size() < 4) {
                for (JsonNode line : next(stream, "lines")) {
                    assertThat(line.toString()).doesNotContain("5511988887777", "Maria", "Olá");
                    if (line.path("eventId").asText().equals(id)) {
                        outcomes.add(line.path("outcome").asText());
                    }
                }
            }
            assertThat(outcomes).containsExactlyInAnyOrder("accepted", "delivered", "delivered", "dead");

            JsonNode state = next(stream, "state");
            while (row(state.path("counts"), "type", "message.received").isMissingNode()) {
                state = next(stream, "state");
            }
            JsonNode counted = row(state.path("counts"), "type", "message.received");
            assertThat(counted.path("instanceId").asText()).isEqualTo(ConsoleHouse.INSTANCE);
            assertThat(counted.path("instanceName").asText()).isEqualTo("sales");
            assertThat(counted.path("count").asInt()).isPositive();
            assertThat(row(state.path("subscriptions"), "name", "fails")
                            .path("state")
                            .asText())
                    .isEqualTo("RUNNING");
            assertThat(row(state.path("deadLetters"), "name", "fails")
                            .path("count")
                            .asInt())
                    .isPositive();
        }
    }

    @Test
    void fewCanWatchAndWhoGoesMakesRoom() throws Exception {
        List<BufferedReader> readers = new ArrayList<>();
        for (int i = 0; i < Tail.MOST_READERS; i++) {
            await().until(() -> readers.add(stream("")));
            next(readers.get(i), "state");
        }
        HttpResponse<String> refused = get("/console/stream");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(new JsonMapper().readTree(refused.body()).path("detail").asText())
                .contains("close one of them");

        for (BufferedReader reader : readers) {
            reader.close();
        }
        await().untilAsserted(() -> {
            try (BufferedReader again = stream("")) {
                assertThat(next(again, "state").has("at")).isTrue();
            }
        });
        assertThat(get("/console/stream?tpye=x").statusCode()).isEqualTo(400);
    }

    @Test
    void anEventsStoryTellsWhatBecameOfItOnEachRoute() throws Exception {
        String body = Payloads.text(ConsoleHouse.INSTANCE, "STORY").replace("\"text\":{", "\"text\":{\"newThing\":1,");
        String id = accepted(ConsoleHouse.post(gateway, body));
        ConsoleHouse.post(gateway, body);
        await().untilAsserted(() ->
                assertThat(delivery(event(id), "store").path("state").asText()).isEqualTo("delivered"));
        await().untilAsserted(() ->
                assertThat(delivery(event(id), "fails").path("state").asText()).isEqualTo("dead"));
        await().until(() -> !delivery(event(id), "all-to-queue").path("at").isMissingNode());
        await().until(() -> !story(id).path("messages").isEmpty());

        JsonNode story = story(id);
        JsonNode event = story.at("/events/0");
        assertThat(story.path("events")).hasSize(1);
        assertThat(event.path("eventId").asText()).isEqualTo(id);
        assertThat(event.path("type").asText()).isEqualTo("message.received");
        assertThat(event.path("contentKind").asText()).isEqualTo("text");
        assertThat(event.path("credential").asText()).isEqualTo("right");
        assertThat(event.path("repeats").asInt()).isEqualTo(1);
        assertThat(event.path("repeatedAt").asText()).endsWith("Z");
        assertThat(event.at("/unmappedFields/0").asText()).isEqualTo("text.newThing");
        assertThat(event.path("unmappedFields")).hasSize(1);
        assertThat(event.path("acceptedAt").asText())
                .isGreaterThanOrEqualTo(event.path("receivedAt").asText());
        assertThat(event.path("unrouted").asBoolean()).isFalse();
        assertThat(event.path("deliveries").findValuesAsText("subscription"))
                .containsExactlyInAnyOrder("all-to-queue", "fails", "store-in-database");
        JsonNode dead = delivery(event, "fails");
        assertThat(dead.path("attempts").asInt()).isEqualTo(1);
        assertThat(dead.path("exception").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(dead.path("reason").asText()).contains("no customer");
        JsonNode delivered = delivery(event, "all-to-queue");
        assertThat(delivered.path("route").asText()).isEqualTo("all-to-queue");
        assertThat(delivered.path("routeVersion").asText()).matches("[0-9a-f]{8}");
        assertThat(delivered.path("at").asText()).endsWith("Z");
        assertThat(event.path("steps").findValuesAsText("what"))
                .startsWith("accepted")
                .contains("repeated", "delivered", "dead");
        assertThat(story.at("/messages/0/direction").asText()).isEqualTo("received");
        assertThat(story.path("tables").asText()).isEqualTo("read");
        assertThat(story.path("partly")).isEmpty();
        assertThat(story.toString()).doesNotContain("5511988887777", "Maria", "Olá");

        assertThat(story("STORY").at("/events/0/eventId").asText()).isEqualTo(id);
    }

    @Test
    void anEventWhoseTargetIsAwayWaits() throws Exception {
        String id = accepted(ConsoleHouse.post(gateway, Payloads.status(ConsoleHouse.INSTANCE, "AWAY")));

        await().untilAsserted(() -> assertThat(
                        delivery(event(id), "away").path("exception").asText())
                .isEqualTo("java.net.ConnectException"));
        assertThat(delivery(event(id), "away").path("state").asText()).isEqualTo("waiting");
    }

    @Test
    void whatWasReplayedOrDiscardedIsNoLongerDead() throws Exception {
        String id = accepted(ConsoleHouse.post(gateway, Payloads.text(ConsoleHouse.INSTANCE, "GONE")));
        await().until(() -> delivery(event(id), "fails").path("state").asText().equals("dead"));

        HTTP.send(
                request("/actuator/deadletters/fails")
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"action\":\"discard\",\"reason\":\"test\",\"eventId\":\"" + id + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(delivery(event(id), "fails").path("state").asText()).isEqualTo("gone");
    }

    @Test
    void ofWhatIsNotKnownItIsSaidSinceWhenAnythingIs() throws Exception {
        JsonNode story = story("nobody's'id");

        assertThat(story.path("events")).isEmpty();
        assertThat(story.path("rememberedSince").asText()).endsWith("Z");
        assertThat(get("/console/events").statusCode()).isEqualTo(400);
        assertThat(get("/console/events/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void aPayloadIsShownWhenItIsAskedForAndTheLogTellsWhoWasShownWhich() throws Exception {
        String id = accepted(ConsoleHouse.post(gateway, Payloads.text(ConsoleHouse.INSTANCE, "PAYLOAD")));
        await().until(() -> delivery(event(id), "fails").path("state").asText().equals("dead"));
        CapturedLog log = new CapturedLog();
        log.attach();
        try {
            JsonNode payload =
                    new JsonMapper().readTree(get("/console/events/" + id).body());
            assertThat(payload.at("/data/content/text").asText()).isEqualTo("Olá, tudo bem?");
            get("/actuator/deadletters/fails/" + id + "?body=true");
            get("/actuator/deadletters/fails/" + id);
            get("/actuator/deadletters/fails?body=true");
        } finally {
            log.detach();
        }
        assertThat(log.lines().stream().filter(line -> line.contains("payload")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("127.0.0.1").doesNotContain("Olá", "5511988887777"))
                .anySatisfy(line -> assertThat(line).contains(id));
    }

    @Test
    void anInstanceIsConnectedOrNotAsItsNewestEventTells() throws Exception {
        assertThat(instance(ConsoleHouse.INSTANCE).path("configured").asBoolean())
                .isTrue();
        assertThat(instance(ConsoleHouse.INSTANCE).path("name").asText()).isEqualTo("sales");

        ConsoleHouse.post(gateway, connection("DisconnectedCallback", 1));
        await().untilAsserted(() -> assertConnected("false"));
        ConsoleHouse.post(gateway, connection("ConnectedCallback", 3));
        await().untilAsserted(() -> assertConnected("true"));
        ConsoleHouse.post(gateway, connection("DisconnectedCallback", 2));
        assertConnected("true");
        assertThat(instance(ConsoleHouse.INSTANCE).path("lastAt").asText()).endsWith("Z");
        assertThat(instance(ConsoleHouse.INSTANCE).path("events").asInt()).isGreaterThanOrEqualTo(3);

        // As another gateway does that is told of a later disconnection.
        await().until(() -> gateway.database()
                        .update("UPDATE whatsapp_instance SET connected = FALSE, changed_at = '2021-09-21T12:50:42Z'")
                == 1);
        assertConnected("false");
        assertThat(instance(ConsoleHouse.INSTANCE).path("changedAt").asText()).isEqualTo("2021-09-21T12:50:42Z");
    }

    private static void assertConnected(String connected) throws Exception {
        assertThat(instance(ConsoleHouse.INSTANCE).path("connected").toString()).isEqualTo(connected);
    }

    private static String connection(String type, int second) {
        return """
                {"type":"%s","instanceId":"%s","connected":true,"momment":%s,"phone":"5511900000000"}"""
                .formatted(type, ConsoleHouse.INSTANCE, 1632228638000L + 1_000 * second);
    }

    private static String accepted(String answer) throws Exception {
        return new JsonMapper().readTree(answer).at("/events/0").asText();
    }

    private static JsonNode story(String id) throws Exception {
        HttpResponse<String> answer = get("/console/events?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonMapper().readTree(answer.body());
    }

    private static JsonNode event(String id) throws Exception {
        return story(id).at("/events/0");
    }

    private static JsonNode delivery(JsonNode event, String subscription) {
        for (JsonNode row : event.path("deliveries")) {
            if (row.path("subscription").asText().startsWith(subscription)) {
                return row;
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode instance(String id) throws Exception {
        return row(new JsonMapper().readTree(get("/console/instances").body()).path("instances"), "id", id);
    }

    private static JsonNode row(JsonNode rows, String name, String value) {
        for (JsonNode row : rows) {
            if (row.path(name).asText().equals(value)) {
                return row;
            }
        }
        return MissingNode.getInstance();
    }

    /** The data of the next server-sent event of a name. */
    private static JsonNode next(BufferedReader stream, String name) throws Exception {
        int states = 0;
        for (String line = stream.readLine(); line != null && states < MOST_STATES; line = stream.readLine()) {
            states += line.equals("event: state") ? 1 : 0;
            if (line.equals("event: " + name)) {
                return new JsonMapper().readTree(stream.readLine().substring("data: ".length()));
            }
        }
        throw new AssertionError("the stream ended, or went on for long, without an event " + name);
    }

    private static BufferedReader stream(String query) throws Exception {
        HttpResponse<InputStream> answer =
                HTTP.send(request("/console/stream" + query).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + path));
    }
}
