package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.CapturedLog;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;

/** What a route says by {@code log:}, at the levels that ship. */
class RouteLogIT {
    private static final String INSTANCE = "3E0000000000000000000000000000A1";
    private static final String TEXT = "a secret of two";

    @TempDir
    Path folder;

    private final CapturedLog log = new CapturedLog();

    @Test
    void anEventIsNamedAndNotQuoted() throws Exception {
        List<String> lines = linesOf("log:crm");

        assertThat(lines).singleElement().asString().startsWith("route.crm seen: message.received ");
        assertThat(lines).noneMatch(line -> line.contains(TEXT));
    }

    @Test
    void anEventIsNamedWhateverTheLevelAndTheMarker() throws Exception {
        assertThat(linesOf("log:crm?level=WARN&marker=crm"))
                .singleElement()
                .asString()
                .startsWith("route.crm seen: message.received ");
    }

    @Test
    void whatIsAskedForIsShown() throws Exception {
        assertThat(linesOf("log:crm?showBody=true")).singleElement().asString().contains(TEXT);
        assertThat(linesOf("log:crm?showHeaders=true&showBody=false"))
                .singleElement()
                .asString()
                .contains("eventType=message.received")
                .doesNotContain(TEXT);
    }

    private List<String> linesOf(String uri) throws Exception {
        try (RunningGateway gateway =
                RunningGateway.in(folder).route("seen", uri).start()) {
            log.lines().clear();
            log.attach();
            gateway.post("/webhooks/zapi", Payloads.text(INSTANCE, "M-" + System.nanoTime(), TEXT));
            await().atMost(Duration.ofMinutes(1)).until(() -> !lines().isEmpty());
            return lines();
        } finally {
            log.detach();
        }
    }

    private List<String> lines() {
        return log.lines().stream().filter(line -> line.startsWith("route.")).toList();
    }
}
