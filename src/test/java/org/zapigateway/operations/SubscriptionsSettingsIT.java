package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.SubscriptionFigures;
import org.zapigateway.inbox.SubscriptionQueues;
import org.zapigateway.routes.RouteLoader;
import org.zapigateway.subscription.Orphans;
import org.zapigateway.subscription.SubscriptionStatus;
import org.zapigateway.subscription.SubscriptionStatus.State;
import org.zapigateway.subscription.Subscriptions;
import org.zapigateway.subscription.SubscriptionsSettings;
import org.zapigateway.webhook.Doors;

/** What {@code zapi.subscriptions.*} says holds in a gateway that runs. */
class SubscriptionsSettingsIT {
    private static final String WAITS = "waits";
    private static final String DIES = "dies";

    @TempDir
    Path folder;

    @Test
    void whatTheConfigurationCallsTransientIsWaitedForAndWhatItCallsPermanentDies() throws Exception {
        try (RunningGateway gateway = RunningGateway.in(folder)
                .routeFile("all-to-queue", failing(WAITS, "java.lang.IllegalStateException"))
                .routeFile("dies", failing(DIES, "java.net.ConnectException"))
                .with("zapi.subscriptions.transient-failures[0]", "java.lang.IllegalStateException")
                .with("zapi.subscriptions.permanent-failures[0]", "java.net.ConnectException")
                .start()) {
            gateway.post("/webhooks/zapi", Payloads.text("I", "M1"));

            await().until(() -> status(gateway, WAITS).state() == State.PAUSED);
            await().until(() -> gateway.depth(InboxAddresses.deadLetterQueue(DIES)) == 1);
            assertThat(status(gateway, WAITS).failedAttempts()).isZero();
            assertThat(gateway.depth(InboxAddresses.deadLetterQueue(WAITS))).isZero();

            // No route wants a status; the metric is how an operator hears of it.
            gateway.post("/webhooks/zapi", Payloads.status("I", "M1"));
            await().untilAsserted(() -> assertThat(RunningGateway.get(gateway.managementPort(), "/actuator/prometheus")
                            .body())
                    .contains("zapi_inbox_unrouted 1.0"));
        }
    }

    @Test
    void anOrphanIsRemovedAfterTheTimeThatTheConfigurationSays() throws Exception {
        try (RunningGateway gateway = RunningGateway.in(folder)
                .with("zapi.subscriptions.remove-orphans-after", "2h")
                .start()) {
            AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
            SubscriptionQueues queues = gateway.bean(SubscriptionQueues.class);
            OrphanWatch watch = new OrphanWatch(
                    new Orphans(gateway.bean(Subscriptions.class), queues, now::get),
                    gateway.bean(SubscriptionsSettings.class),
                    gateway.bean(RouteLoader.class),
                    gateway.bean(Doors.class));
            queues.ensure("gone", null);

            watch.look();
            now.set(now.get().plus(Duration.ofMinutes(119)));
            watch.look();
            assertThat(names(queues)).contains("gone");

            now.set(now.get().plus(Duration.ofMinutes(2)));
            watch.look();
            assertThat(names(queues)).containsExactly("all-to-queue");
        }
    }

    private static String failing(String id, String exceptionType) {
        return RunningGateway.failing(id, "message.received", exceptionType, "test");
    }

    private static SubscriptionStatus status(RunningGateway gateway, String name) {
        return gateway.bean(Subscriptions.class).status().stream()
                .filter(status -> status.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static List<String> names(SubscriptionQueues queues) {
        return queues.figures().stream().map(SubscriptionFigures::name).toList();
    }
}
