package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.InboxAddresses;

/** Looks after the subscriptions of a running gateway from another process. */
class SubscriptionsVerbIT {
    private static final String BLOCKED =
            """
            - route:
                id: blocked
                description: Its first event is tried for hours
                from:
                  uri: zapi:events
                  parameters:
                    backoff: 1h
                    maxBackoff: 1h
                  steps:
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: "no mapping"
            """;

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    private final SpokenTerminal terminal = new SpokenTerminal();

    @BeforeAll
    static void start() {
        gateway = RunningGateway.in(folder)
                .routeFile("blocked", BLOCKED)
                .route("leaves", "jms:queue:leaves")
                .with("zapi.routes.reload", "true")
                .start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void anOrphanIsShownAndRemovedOnlyWhenItIsMeant() throws Exception {
        assertThat(run("subscriptions", "remove", "leaves")).isEqualTo(1);
        assertThat(terminal.err()).contains("subscription 'leaves' belongs to route 'leaves'");

        Files.delete(folder.resolve("routes/leaves.camel.yaml"));
        await().until(() -> state("leaves").equals("ORPHAN"));
        gateway.post("/webhooks/zapi", Payloads.text("I", "ORPHANED"));
        await().until(() -> gateway.depth(InboxAddresses.subscriptionQueue("leaves")) == 1);

        SpokenTerminal listed = new SpokenTerminal();
        assertThat(run(listed, "subscriptions")).isZero();
        assertThat(listed.outLines()).anySatisfy(line -> assertThat(line).matches("leaves +ORPHAN +1 .*"));

        SpokenTerminal refused = new SpokenTerminal();
        assertThat(run(refused, "subscriptions", "remove", "leaves")).isEqualTo(1);
        assertThat(refused.err()).contains("has 1 events and 0 dead letters", "'force'");

        assertThat(run("subscriptions", "remove", "leaves", "--force", "--reason", "a test"))
                .isZero();
        assertThat(terminal.out()).contains("subscription 'leaves' is removed");
        assertThat(state("leaves")).isEmpty();
        assertThat(run("subscriptions", "remove", "leaves")).isEqualTo(1);
        assertThat(terminal.err()).contains("there is no subscription 'leaves'");
    }

    @Test
    void anEventThatBlocksItsChatBecomesADeadLetterAtOnce() throws Exception {
        String inAChatOfItsOwn = Payloads.text("I", "BLOCKS").replace("5511988887777", "5511977776666");
        String accepted = gateway.post("/webhooks/zapi", inAChatOfItsOwn).body();
        String id = new JsonMapper().readTree(accepted).at("/events/0").asText();

        await().untilAsserted(() -> assertThat(
                        run("subscriptions", "dead-letter", "blocked", id, "--reason", "blocks a customer"))
                .isZero());
        assertThat(terminal.out())
                .contains("goes to the dead letters, unless an attempt that is under way delivers it");
        await().until(() -> gateway.depth(InboxAddresses.deadLetterQueue("blocked")) == 1);

        SpokenTerminal shown = new SpokenTerminal();
        assertThat(run(shown, "deadletters", "show", "blocked", id)).isZero();
        assertThat(shown.out()).contains("blocks a customer");
        assertThat(run("subscriptions", "dead-letter", "blocked", id, "--reason", "again"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("no chat of subscription 'blocked' waits for event");
    }

    private static String state(String name) throws Exception {
        SpokenTerminal listed = new SpokenTerminal();
        assertThat(run(listed, "subscriptions", "--json")).isZero();
        for (String line : listed.outLines()) {
            JsonNode subscription = new JsonMapper().readTree(line);
            if (subscription.path("name").asText().equals(name)) {
                return subscription.path("state").asText();
            }
        }
        return "";
    }

    private int run(String... arguments) {
        return run(terminal, arguments);
    }

    private static int run(SpokenTerminal terminal, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--operations");
        all.add("http://127.0.0.1:" + gateway.managementPort());
        return terminal.execute(all.toArray(String[]::new));
    }
}
