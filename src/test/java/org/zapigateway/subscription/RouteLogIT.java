package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.CapturedLog;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;

/** What a route says by {@code log:}, at the levels that ship. */
class RouteLogIT {
    private static final String TEXT = "a secret of two";

    @TempDir
    static Path folder;

    private static List<String> lines;

    /** One event, and a route for each way to ask. */
    @BeforeAll
    static void seeAnEvent() {
        CapturedLog log = new CapturedLog();
        try (RunningGateway gateway = RunningGateway.in(folder)
                .route("seen-plain", "log:plain")
                .route("seen-warned", "log:warned?level=WARN&marker=crm")
                .route("seen-whole", "log:whole?showBody=true")
                .routeFile(
                        "seen-times",
                        """
                        - route:
                            id: seen-times
                            description: Logs when an event happened
                            from:
                              uri: zapi:events
                              steps:
                                - log: "times ${exchangeProperty.occurredAt}"
                        """)
                .route("seen-heads", "log:heads?showHeaders=true&showBody=false")
                .start()) {
            log.attach();
            gateway.post("/webhooks/zapi", Payloads.text("3E0000000000000000000000000000A1", "M-1", TEXT));
            await().atMost(Duration.ofMinutes(1)).until(() -> ofRoutes(log).size() >= 5);
        } finally {
            log.detach();
        }
        lines = ofRoutes(log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "warned"})
    void anEventIsNamedAndNotQuoted(String name) {
        assertThat(line(name))
                .startsWith("route." + name + " seen-" + name + ": message.received ")
                .doesNotContain(TEXT);
    }

    @Test
    void whatIsAskedForIsShown() {
        assertThat(line("whole")).contains(TEXT);
        assertThat(line("heads")).contains("eventType=message.received").doesNotContain(TEXT);
    }

    /** As an event writes it, whatever the language of the machine. */
    @Test
    void aTimeIsWrittenByTheStandard() {
        assertThat(line("seen-times")).containsPattern("times \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*Z");
    }

    private static String line(String name) {
        List<String> named =
                lines.stream().filter(line -> line.startsWith("route." + name)).toList();
        assertThat(named).hasSize(1);
        return named.get(0);
    }

    private static List<String> ofRoutes(CapturedLog log) {
        return log.lines().stream().filter(line -> line.startsWith("route.")).toList();
    }
}
