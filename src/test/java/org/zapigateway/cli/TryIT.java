package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import org.zapigateway.CapturedLog;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;

/** Tries routes with the events that a running gateway has stored, and against the version that it runs. */
class TryIT {
    private static final String CRM =
            """
            - route:
                id: crm
                description: Everything goes to the CRM
                from:
                  uri: zapi:events
                  steps:
                    - to: jms:queue:crm
            """;

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    private final SpokenTerminal terminal = new SpokenTerminal();

    @BeforeAll
    static void start() throws Exception {
        Path routes = folder.resolve("routes");
        FileSystemUtils.copyRecursively(Path.of("routes/sql"), routes.resolve("sql"));
        gateway = RunningGateway.in(folder)
                .with("zapi.database.enabled", "true")
                .routeFile("store", Files.readString(Path.of("routes/store-in-database.camel.yaml")))
                .routeFile("crm", CRM)
                .start();
        gateway.post("/webhooks/zapi", Payloads.text("I", "FIRST", "the oldest"));
        await().until(() -> events(100).size() == 1);
        gateway.post("/webhooks/zapi", Payloads.status("I", "FIRST", "SECOND"));
        await().until(() -> events(100).size() == 3 && gateway.depth("crm") == 3);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void takesTheNewestEventsOfTheEventLogAndSendsNothing() throws Exception {
        long before = gateway.depth("crm");

        assertThat(run("--last", "3", draft(CRM.replace("queue:crm", "queue:new"))))
                .isZero();

        assertThat(terminal.outLines())
                .filteredOn(line -> line.contains("→ jms:queue:new"))
                .hasSize(3);
        assertThat(terminal.outLines().get(0)).matches("message.received [0-9a-f]{32} text direct");
        assertThat(terminal.out()).contains("-- 3 events, 3 taken, 0 failed").doesNotContain("the oldest");
        assertThat(gateway.depth("crm")).isEqualTo(before);
        assertThat(gateway.depth("new")).isZero();

        SpokenTerminal one = new SpokenTerminal();
        assertThat(run(one, "--last", "1", "--body", draft(CRM))).isZero();
        assertThat(one.outLines().get(0)).startsWith("message.status ");
        assertThat(one.out()).contains("-- 1 event,").doesNotContain("the oldest");
    }

    @Test
    void showsOnlyWhatBecomesOfEventsOtherwiseThanByTheVersionThatRuns() throws Exception {
        String edited = CRM.replace("      steps:", "      parameters: {types: message.status}\n      steps:");

        assertThat(run("--against", "--last", "100", draft(edited))).isZero();

        assertThat(terminal.outLines().subList(1, terminal.outLines().size()))
                .containsExactly(
                        "- crm: → jms:queue:crm",
                        "+ crm: not taken, because of types",
                        "-- 3 events, 2 taken, 0 failed, 1 otherwise than by the version that runs");
        assertThat(terminal.outLines().get(0)).startsWith("message.received ");
    }

    @Test
    void aBodyThatDiffersIsSaidAndShownOnlyWhenItIsAskedFor() throws Exception {
        String edited = CRM.replace("- to:", "- setBody: {constant: changed}\n        - to:");

        assertThat(run("--against", "--last", "1", draft(edited))).isZero();
        assertThat(terminal.out()).contains("  the body differs; --body shows how");

        SpokenTerminal withBody = new SpokenTerminal();
        assertThat(run(withBody, "--against", "--last", "1", "--body", draft(edited)))
                .isZero();
        assertThat(withBody.outLines()).anyMatch(line -> line.matches("\\+ +changed"));
    }

    @Test
    void aRouteThatDoesNotRunHasNothingToBeComparedWith() throws Exception {
        assertThat(run("--against", "--last", "1", draft(CRM.replace("id: crm", "id: newcomer"))))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("the gateway runs no route newcomer", "leave out --against");
    }

    @Test
    void whatCannotBeServedIsNamed() throws Exception {
        assertThat(run("--last", "1001", draft(CRM))).isEqualTo(1);
        assertThat(terminal.err()).contains("'limit' is '1001'; it must be between 1 and 1000");
        assertThat(RunningGateway.get(gateway.managementPort(), "/actuator/routes/crm.camel.yaml")
                        .body())
                .contains("Everything goes to the CRM");
        assertThat(RunningGateway.get(gateway.managementPort(), "/actuator/routes/routes.properties")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoIsShownTheEventLogStandsInTheLog() {
        CapturedLog log = new CapturedLog();
        log.attach();
        try {
            assertThat(events(2)).hasSize(2);
        } finally {
            log.detach();
        }
        assertThat(log.lines())
                .filteredOn(line -> line.contains("newest 2 events of the event log were shown to 127.0.0.1"))
                .hasSize(1);
    }

    private static List<String> events(int limit) {
        return RunningGateway.get(gateway.managementPort(), "/actuator/events?limit=" + limit)
                .body()
                .lines()
                .filter(line -> line.startsWith("{\"specversion"))
                .toList();
    }

    private static String draft(String yaml) throws Exception {
        return Files.writeString(folder.resolve("draft.camel.yaml"), yaml).toString();
    }

    private int run(String... arguments) {
        return run(terminal, arguments);
    }

    private static int run(SpokenTerminal terminal, String... arguments) {
        List<String> all = new ArrayList<>(List.of("try"));
        all.addAll(List.of(arguments));
        all.addAll(List.of(
                "--dir",
                folder.resolve("routes").toString(),
                "--operations",
                "http://127.0.0.1:" + gateway.managementPort()));
        return terminal.execute(all.toArray(String[]::new));
    }
}
