package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.Payloads;
import org.zapigateway.RawHttp;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.InboxAddresses;

/** {@code /actuator/deadletters} over HTTP. */
class DeadLettersEndpointIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String JSON = "application/json";
    private static final String PHONE = "5511988887777";

    private static final String FAILS =
            """
            - route:
                id: fails
                description: Fails
                from:
                  uri: zapi:events
                  parameters:
                    maxAttempts: 1
                  steps:
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: "no mapping"
            """;

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;
    private static int sent;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.in(folder).routeFile("fails", FAILS).start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void twoDeadLetters() throws Exception {
        if (gateway.depth(InboxAddresses.deadLetterQueue("fails")) == 2) {
            return;
        }
        gateway.post("/webhooks/zapi", Payloads.text("I", "M" + ++sent));
        gateway.post("/webhooks/zapi", Payloads.status("I", "M" + ++sent));
        awaitDead(2);
    }

    @Test
    void allQueuesAreListedWithTheirCountAndTheirOldest() throws Exception {
        JsonNode queues = body(get("deadletters")).path("queues");

        assertThat(queues.findValuesAsText("name"))
                .containsExactly("all-to-queue", "fails", "zapi.unrouted", "zapi.rejected");
        assertThat(queues.path(0).path("count").asInt()).isZero();
        assertThat(queues.path(0).has("oldest")).isFalse();
        assertThat(queues.path(1).path("count").asInt()).isEqualTo(2);
        assertThat(Instant.parse(queues.path(1).path("oldest").asText())).isBefore(Instant.now());
    }

    @Test
    void aListShowsTheReasonsAndTheEventsOnlyWhenTheyAreAskedFor() throws Exception {
        HttpResponse<String> listed = get("deadletters/fails?limit=1");
        JsonNode letter = body(listed).path("deadLetters").path(0);

        assertThat(listed.body()).doesNotContain(PHONE);
        assertThat(body(listed).path("count").asInt()).isEqualTo(2);
        assertThat(body(listed).path("deadLetters")).hasSize(1);
        assertThat(letter.path("type").asText()).isEqualTo("message.received");
        assertThat(letter.path("route").asText()).isEqualTo("fails");
        assertThat(letter.path("attempts").asInt()).isEqualTo(1);
        assertThat(letter.path("node").asText()).matches("throwException\\d+ \\(fails.camel.yaml:\\d+\\)");
        assertThat(letter.has("endpoint")).isFalse();
        assertThat(Instant.parse(letter.path("firstFailedAt").asText()))
                .isBeforeOrEqualTo(Instant.parse(letter.path("since").asText()));
        assertThat(letter.path("exception").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(letter.path("reason").asText()).isEqualTo("no mapping");

        String id = letter.path("eventId").asText();
        assertThat(body(get("deadletters/fails/" + id)).has("event")).isFalse();
        assertThat(body(get("deadletters/fails/" + id + "?body=true"))
                        .at("/event/id")
                        .asText())
                .isEqualTo(id);
        assertThat(body(get("deadletters/fails?offset=1")).path("deadLetters").findValuesAsText("type"))
                .containsExactly("message.status");
        assertThat(body(get("deadletters/fails?type=message.status&reason=mapping&instance=I"))
                        .path("deadLetters"))
                .hasSize(1);
        assertThat(get("deadletters/fails/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void anExportIsOneEventPerLine() throws Exception {
        HttpResponse<String> export = HTTP.send(
                request("deadletters/fails?type=message.*")
                        .header("accept", "application/x-ndjson")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(export.headers().firstValue("content-type")).contains("application/x-ndjson");
        List<String> lines = export.body().lines().toList();
        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(
                        new JsonMapper().readTree(line).at("/event/specversion").asText())
                .isEqualTo("1.0"));
    }

    @Test
    void aReplayIsCountedFirstAndThenDone() throws Exception {
        JsonNode counted = body(post("fails", "{\"action\":\"replay\",\"all\":true,\"dryRun\":true}"));
        assertThat(counted.path("count").asInt()).isEqualTo(2);
        assertThat(gateway.depth(InboxAddresses.deadLetterQueue("fails"))).isEqualTo(2);

        String until = counted.path("until").asText();
        JsonNode done = body(post("fails", "{\"action\":\"replay\",\"filter\":{\"until\":\"" + until + "\"}}"));
        assertThat(done.toString()).isEqualTo("{\"action\":\"replay\",\"name\":\"fails\",\"count\":2,\"more\":false}");

        awaitDead(2);
        await().untilAsserted(() -> assertThat(body(get("deadletters/fails")).findValuesAsText("replayOf"))
                .hasSize(2));
        JsonNode again = body(post("fails", "{\"action\":\"replay\",\"filter\":{\"until\":\"" + until + "\"}}"));
        assertThat(again.path("count").asInt()).as("those that died again").isZero();
    }

    @Test
    void aRejectedBodyIsKeptAsTextOrBytesAndCannotBeReplayed() throws Exception {
        gateway.post("/webhooks/zapi", "{\"half\": ");
        try (RawHttp http = RawHttp.connect(gateway.port())) {
            byte[] broken = {'{', (byte) 0xFF};
            http.send("POST /webhooks/zapi HTTP/1.1", "host: x", "content-type: " + JSON, "content-length: 2", "")
                    .send(broken)
                    .answer();
        }

        JsonNode rejected = body(get("deadletters/zapi.rejected?body=true")).path("deadLetters");
        assertThat(rejected.path(0).path("body").asText()).isEqualTo("{\"half\": ");
        assertThat(rejected.path(1).path("bodyBase64").binaryValue()).containsExactly('{', 0xFF);
        HttpResponse<String> refused = post("zapi.rejected", "{\"action\":\"replay\",\"all\":true,\"dryRun\":true}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(body(refused).path("detail").asText()).contains("no event in them to replay");
        assertThat(body(post("zapi.rejected", "{\"action\":\"discard\",\"all\":true,\"reason\":\"seen\"}"))
                        .path("count")
                        .asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"all\":true}",
                "{\"action\":\"remove\",\"all\":true}",
                "{\"action\":\"discard\",\"reason\":\"r\"}",
                "{\"action\":\"discard\",\"reason\":\"r\",\"all\":false}",
                "{\"action\":\"discard\",\"reason\":\"r\",\"filter\":{}}",
                "{\"action\":\"discard\",\"reason\":\"r\",\"filter\":{\"type\":null}}",
                "{\"action\":\"discard\",\"reason\":\"r\",\"filter\":{\"reason\":\" \"}}",
                "{\"action\":\"discard\",\"reason\":\"r\",\"filter\":{\"typ\":\"message.status\"}}",
                "{\"action\":\"discard\",\"reason\":\"r\",\"filter\":{\"type\":\"message.statsu\"}}",
                "{\"action\":\"discard\",\"reason\":\"r\",\"filter\":{\"until\":\"yesterday\"}}",
                "{\"action\":\"discard\",\"reason\":\"r\",\"all\":true,\"eventId\":\"x\"}",
                "{\"action\":\"discard\",\"reason\":\"r\",\"all\":true,\"limit\":0}",
                "{\"action\":\"discard\",\"reason\":\"r\",\"all\":true,\"dryrun\":true}",
                "{\"action\":\"discard\",\"all\":true}",
                "{\"action\":\"replay\",\"all\":true,\"to\":\"all-to-queue\"}"
            })
    void whatIsNotUnderstoodChangesNothing(String request) throws Exception {
        HttpResponse<String> refused = post("fails", request);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(body(refused).path("detail").asText()).isNotBlank();
        assertThat(gateway.depth(InboxAddresses.deadLetterQueue("fails"))).isEqualTo(2);
    }

    @Test
    void aNameThatIsNoneIsNotFound() throws Exception {
        assertThat(get("deadletters/nobody").statusCode()).isEqualTo(404);
        HttpResponse<String> refused = post("nobody", "{\"action\":\"replay\",\"all\":true}");
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(body(refused).path("detail").asText()).contains("there are those of all-to-queue, fails");
        assertThat(get("deadletters/fails?tpye=x").statusCode()).isEqualTo(400);
    }

    @Test
    void aPageInABrowserCannotAskInTheNameOfItsUser() throws Exception {
        String discard = "{\"action\":\"discard\",\"all\":true,\"reason\":\"evil\"}";

        assertThat(raw("localhost", "content-type: text/plain", discard)).isEqualTo(415);
        assertThat(raw("localhost", "x: y", discard)).isEqualTo(415);
        assertThat(raw("rebound.example", "content-type: " + JSON, discard)).isEqualTo(403);
        assertThat(raw("localhost", "content-type: " + JSON + "\r\norigin: https://evil.example", discard))
                .isEqualTo(403);
        assertThat(gateway.depth(InboxAddresses.deadLetterQueue("fails"))).isEqualTo(2);
        assertThat(raw("localhost", "content-type: " + JSON, discard)).isEqualTo(200);
    }

    @Test
    void theWebhooksPortKnowsNothingOfIt() {
        assertThat(RunningGateway.get(gateway.port(), "/actuator/deadletters").statusCode())
                .isEqualTo(404);
    }

    private static int raw(String host, String header, String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (RawHttp http = RawHttp.connect(gateway.managementPort())) {
            return http.send(
                            "POST /actuator/deadletters/fails HTTP/1.1",
                            "host: " + host,
                            header,
                            "content-length: " + bytes.length,
                            "")
                    .send(bytes)
                    .answer()
                    .status();
        }
    }

    private static void awaitDead(int count) {
        await().untilAsserted(() -> assertThat(gateway.depth(InboxAddresses.deadLetterQueue("fails")))
                .isEqualTo(count));
    }

    private static HttpResponse<String> post(String name, String body) throws Exception {
        return HTTP.send(
                request("deadletters/" + name)
                        .header("content-type", JSON)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/" + path));
    }

    private static JsonNode body(HttpResponse<String> answer) throws Exception {
        return new JsonMapper().readTree(answer.body());
    }
}
