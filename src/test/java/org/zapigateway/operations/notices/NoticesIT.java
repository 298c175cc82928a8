package org.zapigateway.operations.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;

/** What nobody tells, as an operator sees it: in health and in the metrics, by real requests. */
class NoticesIT {
    private static final String NAME = "{instance_name=\"sales\"}";

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock();

    @Test
    void healthAndMetricsTellWhatIsSilentMissingLateAndNew() {
        try (RunningGateway gateway = start()) {
            for (int hour = 0; hour <= 8 * 24; hour++) {
                post(gateway, message("m" + hour, Duration.ZERO));
                clock.pass(Duration.ofHours(1));
            }
            assertThat(health(gateway)).contains("\"notices\":{\"status\":\"UP\"}");
            for (int i = 0; i < 10; i++) {
                post(gateway, message("late" + i, Duration.ofMinutes(6)));
            }
            post(gateway, message("field", Duration.ZERO).replace("\"text\":{", "\"text\":{\"newThing\":1,"));
            post(gateway, "{\"type\":\"NewCallback\",\"instanceId\":\"I\"}");
            post(gateway, Payloads.status("I", "n1", "n2", "n3", "n4", "n5").replace("READ", "READ_BY_ME"));
            clock.pass(Duration.ofMinutes(31));
            await().untilAsserted(() -> assertThat(health(gateway))
                    .contains("messages arrive 6 min late", "5 messages have a status and never came")
                    .contains("message.received text.newThing", "unrecognised: 1 not recognised"));
            clock.pass(Duration.ofHours(4));

            await().untilAsserted(() ->
                    assertThat(health(gateway)).contains("\"notices\":{\"status\":\"DEGRADED\"", "silent for 271 min"));
            await().untilAsserted(() -> assertThat(metrics(gateway))
                    .contains("zapi_instance_silent" + NAME + " 1.0")
                    .contains("zapi_instance_silence_seconds" + NAME + " 16260.0")
                    .contains("zapi_instance_missing_messages" + NAME + " 5.0")
                    .contains("zapi_events_unrecognised_total{type=\"unrecognised\"} 1.0"));
            assertThat(RunningGateway.get(gateway.managementPort(), "/actuator/health")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private RunningGateway start() {
        return RunningGateway.in(folder)
                .instance(0, "I", "token", "key")
                .with("zapi.instances[0].name", "sales")
                .initializer(context -> {
                    if (context.getParent() == null) {
                        context.getBeanFactory().registerSingleton("clock", clock);
                    }
                })
                .start();
    }

    private String message(String id, Duration age) {
        return Payloads.text("I", id).replace("1632228638000", String.valueOf(clock.millis() - age.toMillis()));
    }

    private static void post(RunningGateway gateway, String payload) {
        assertThat(gateway.post("/webhooks/zapi", payload, "z-api-token", "token")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String health(RunningGateway gateway) {
        return RunningGateway.get(gateway.managementPort(), "/actuator/health").body();
    }

    private static String metrics(RunningGateway gateway) {
        return RunningGateway.get(gateway.managementPort(), "/actuator/prometheus")
                .body();
    }
}
