package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a verb that works on dead letters asks of the gateway, step by step. */
class DeadLettersChangeTest {
    private static final String COUNTED = "2026-03-01T10:00:00.000Z";

    private final JsonMapper json = new JsonMapper();
    private final Queue<String> answers = new ArrayDeque<>();
    private final Queue<JsonNode> steps = new ConcurrentLinkedQueue<>();
    private final SpokenTerminal terminal = new SpokenTerminal();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Also when the gateway would take what died again meanwhile: it came after the count. */
    @ParameterizedTest
    @CsvSource({
        "--all, 2026-03-01T10:00:00.000Z",
        "--until=2999-12-31T00:00:00Z, 2026-03-01T10:00:00.000Z",
        "--until=2026-02-28T00:00:00Z, 2026-02-28T00:00:00Z"
    })
    void whatCameAfterTheCountIsNeverMeant(String option, String until) {
        answers.add("{\"count\":1,\"more\":true}");
        answers.add("{\"count\":1,\"more\":false}");

        assertThat(replay(option)).isZero();
        assertThat(terminal.out()).contains("replay: 2 of 2 in 'crm'");
        assertThat(steps).hasSize(2).allSatisfy(step -> assertThat(
                        step.path("filter").path("until").asText())
                .isEqualTo(until));
    }

    @Test
    void aGatewayThatTakesNothingIsNotAskedWithoutEnd() {
        answers.add("{\"count\":0,\"more\":true}");

        assertThat(replay("--all")).isEqualTo(1);
        assertThat(terminal.err()).contains("0 of 2 in 'crm' done; others are there", "Run the verb again");
        assertThat(steps).hasSize(1);
    }

    @Test
    void whatIsGoneMeanwhileIsNotDone() {
        answers.add("{\"count\":1,\"more\":false}");

        assertThat(replay("--all")).isEqualTo(1);
        assertThat(terminal.out()).contains("replay: 1 of 2 in 'crm'");
        assertThat(terminal.err()).contains("1 of 2 in 'crm' were gone meanwhile");
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 1000", "1000, 1000, 1000", "4000, 1000, 250"})
    void aRateIsKeptBetweenTheSteps(int perSecond, int step, long millis) {
        answers.add("{\"count\":" + step + ",\"more\":true}");
        answers.add("{\"count\":" + step + ",\"more\":true}");
        answers.add("{\"count\":1,\"more\":false}");
        AtRate verb = new AtRate(perSecond);

        assertThat(new CommandLine(verb).execute("crm", "--all", "--yes", "--operations", operations()))
                .isZero();
        assertThat(steps)
                .hasSize(3)
                .allSatisfy(asked -> assertThat(asked.path("limit").asInt()).isEqualTo(step));
        long pause = TimeUnit.MILLISECONDS.toNanos(millis);
        assertThat(verb.pauses).containsExactly(pause, pause);
    }

    private int replay(String option) {
        return terminal.execute("deadletters", "replay", "crm", option, "--yes", "--operations", operations());
    }

    private String operations() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode asked = json.readTree(exchange.getRequestBody());
        String answer = "{\"count\":2,\"until\":\"" + COUNTED + "\"}";
        if (!asked.path("dryRun").asBoolean()) {
            steps.add(asked);
            answer = answers.remove();
        }
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Its clock stands still, and its pauses are over at once. */
    @Command(name = "replay")
    private static final class AtRate extends DeadLettersChange {
        private final int perSecond;
        private final List<Long> pauses = new ArrayList<>();

        AtRate(int perSecond) {
            this.perSecond = perSecond;
        }

        @Override
        String action() {
            return "replay";
        }

        @Override
        Map<String, String> details() {
            return Map.of();
        }

        @Override
        int perSecond() {
            return perSecond;
        }

        @Override
        long nanoTime() {
            return 0;
        }

        @Override
        void pause(long nanos) {
            pauses.add(nanos);
        }
    }
}
