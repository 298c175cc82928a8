package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;

/** Watches the events of a running gateway. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TailIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final AtomicInteger SENT = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    private final SpokenTerminal terminal = new SpokenTerminal();

    @BeforeAll
    static void start() {
        gateway = RunningGateway.in(folder)
                .routeFile("fails", failing("fails", "java.lang.IllegalStateException"))
                .routeFile("away", failing("away", "java.net.ConnectException"))
                .start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void everyOutcomeOfEverySubscriptionIsShownAndNothingThatPeopleWrote() throws Exception {
        try (BufferedReader tail = open(gateway)) {
            String id = post(gateway);
            Set<String> outcomes = new TreeSet<>();
            Set<String> chats = new TreeSet<>();
            while (outcomes.size() < 5) {
                String line = tail.readLine();
                assertThat(line).doesNotContain("5511988887777", "Maria", "Olá");
                JsonNode told = line.isEmpty() ? MissingNode.getInstance() : new JsonMapper().readTree(line);
                // The target that is away blocks its route with the event of another test.
                if (told.path("eventId").asText().equals(id)
                        || told.path("subscription").asText().equals("away")) {
                    assertThat(told.path("type").asText()).isEqualTo("message.received");
                    assertThat(told.path("instanceId").asText()).isEqualTo("I");
                    assertThat(told.path("ageMillis").asLong()).isNotNegative();
                    outcomes.add(outcome(told));
                    chats.add(told.path("chat").asText());
                }
            }
            assertThat(outcomes)
                    .containsExactly(
                            "accepted",
                            "all-to-queue@" + version("all-to-queue") + " delivered",
                            "away@" + version("away") + " waiting java.net.ConnectException",
                            "fails@" + version("fails") + " dead 2 java.lang.IllegalStateException",
                            "fails@" + version("fails") + " waiting 1 java.lang.IllegalStateException");
            assertThat(chats).singleElement().asString().matches("[0-9a-f]{8}");
        }
    }

    @Test
    void theVerbShowsALineForEachThatIsMeantAndEndsWhenToldTo() throws Exception {
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> run(
                gateway, "tail", "--type", "message.r*", "--instance", "I", "--subscription", "fails", "--count", "3"));

        await().until(() -> {
            gateway.post("/webhooks/zapi", Payloads.text("J", "M" + SENT.incrementAndGet()));
            gateway.post("/webhooks/zapi", Payloads.status("I", "M" + SENT.get()));
            post(gateway);
            return exit.isDone();
        });
        assertThat(exit.get()).isZero();
        assertThat(terminal.outLines()).hasSize(3).allSatisfy(line -> assertThat(line)
                .matches("\\S+Z  message\\.received    I             [0-9a-f]{8} +[0-9.]+ s  "
                        + "(waiting    fails@[0-9a-f]{8}, attempt 1|dead       fails@[0-9a-f]{8}, attempt 2)"
                        + ", java\\.lang\\.IllegalStateException"));
    }

    @Test
    void itEndsWithItsReaderAndSaysNothingOfIt() throws Exception {
        SpokenTerminal left = SpokenTerminal.withRoomFor(10);
        CompletableFuture<Integer> exit =
                CompletableFuture.supplyAsync(() -> left.execute("tail", "--operations", operations(gateway)));

        await().until(() -> {
            post(gateway);
            return exit.isDone();
        });
        assertThat(exit.get()).isZero();
        assertThat(left.err().lines()).containsExactly("-- watching; Ctrl-C ends it");
    }

    @Test
    void aMisspeltTypeIsRefused() {
        assertThat(run(gateway, "tail", "--type", "messages")).isEqualTo(1);
        assertThat(terminal.err()).contains("there is no event type 'messages'; there are message.received");
    }

    /** On a gateway of its own: who has gone is noticed only when something is written. */
    @Test
    void onlySomeMayReadAndAllEndWithTheGateway() throws Exception {
        RunningGateway ending = RunningGateway.in(folder.resolve("ending")).start();
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> run(ending, "tail"));
        await().until(() -> {
            post(ending);
            return !terminal.out().isEmpty();
        });
        List<BufferedReader> others = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            others.add(open(ending));
        }
        SpokenTerminal late = new SpokenTerminal();
        assertThat(late.execute("tail", "--operations", operations(ending))).isEqualTo(1);
        assertThat(late.err()).contains("8 others are reading already");

        others.remove(0).close();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            post(ending);
            HttpResponse<InputStream> answer = request(ending);
            others.add(reader(answer));
            return answer.statusCode() == 200;
        });

        ending.close();
        assertThat(exit.get()).isEqualTo(1);
        assertThat(terminal.err()).contains("the gateway has ended");
        for (BufferedReader other : others) {
            other.close();
        }
    }

    @Test
    void withoutAGatewayItIsSaidWhatToDo() {
        assertThat(terminal.execute("tail", "--operations", "http://127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("no gateway answers at http://127.0.0.1:1; is it running");
    }

    /** A route of two attempts that throws. */
    private static String failing(String id, String exception) {
        return """
                - route:
                    id: %s
                    description: Fails
                    from:
                      uri: zapi:events
                      parameters:
                        maxAttempts: 2
                        backoff: 1
                      steps:
                        - throwException:
                            exceptionType: %s
                            message: "${body}"
                """
                .formatted(id, exception);
    }

    private static String outcome(JsonNode told) {
        String route = told.has("subscription")
                ? told.path("subscription").asText() + "@"
                        + told.path("routeVersion").asText()
                : "";
        return String.join(
                        " ",
                        route,
                        told.path("outcome").asText(),
                        told.path("attempt").asText(),
                        told.path("exception").asText())
                .strip()
                .replaceAll(" +", " ");
    }

    private String version(String route) throws IOException {
        String body =
                RunningGateway.get(gateway.managementPort(), "/actuator/routes").body();
        return new JsonMapper()
                .readTree(body).findParents("runningHash").stream()
                        .filter(file -> file.path("file").asText().contains(route))
                        .map(file -> file.path("runningHash").asText())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(body));
    }

    private static String post(RunningGateway to) throws IOException {
        String body = Payloads.text("I", "M" + SENT.incrementAndGet());
        return new JsonMapper()
                .readTree(to.post("/webhooks/zapi", body).body())
                .at("/events/0")
                .asText();
    }

    private static BufferedReader open(RunningGateway watched) throws Exception {
        HttpResponse<InputStream> answer = request(watched);
        assertThat(answer.statusCode()).isEqualTo(200);
        return reader(answer);
    }

    private static BufferedReader reader(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static HttpResponse<InputStream> request(RunningGateway watched) throws Exception {
        URI uri = URI.create(operations(watched) + "/actuator/tail");
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String operations(RunningGateway watched) {
        return "http://127.0.0.1:" + watched.managementPort();
    }

    private int run(RunningGateway watched, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--operations");
        all.add(operations(watched));
        return terminal.execute(all.toArray(String[]::new));
    }
}
