package org.zapigateway.operations.notices;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What is missing, silent, late or new, for Prometheus; instances are known when they are first heard of. */
@Component
class NoticesMetrics {
    private static final int EVERY_SECONDS = 5;

    private final Notices notices;
    private final Map<MultiGauge, ToDoubleFunction<InstanceStanding>> gauges = new HashMap<>();

    NoticesMetrics(Notices notices, MeterRegistry registry) {
        this.notices = notices;
        gauge(registry, "silence.seconds", "Since it was last heard of", each -> seconds(each.silence()));
        gauge(registry, "silent", "1 while that is unusual at this hour", each -> each.silent() ? 1 : 0);
        gauge(registry, "arrival.age.seconds", "Age of its messages at arrival", each -> seconds(each.arrivalAge()));
        gauge(registry, "late", "1 while that is more than configured", each -> each.late() ? 1 : 0);
        gauge(registry, "missing.messages", "Messages with a status that never came", InstanceStanding::missing);
        gauge(registry, "missing", "1 while many of them are noticed", each -> each.missesMessages() ? 1 : 0);
        notices.unrecognised().counts().forEach((type, count) -> FunctionCounter.builder(
                        "zapi.events.unrecognised", count, LongAdder::sum)
                .description("Events whose type or content this release does not know; the original has it")
                .tag("type", type.text())
                .register(registry));
    }

    @Scheduled(fixedDelay = EVERY_SECONDS, timeUnit = TimeUnit.SECONDS)
    void refresh() {
        List<InstanceStanding> standings = notices.standings();
        gauges.forEach((gauge, value) -> gauge.register(
                standings.stream()
                        .<Row<?>>map(each -> Row.of(Tags.of("instance.name", each.name()), value.applyAsDouble(each)))
                        .toList(),
                true));
    }

    private void gauge(
            MeterRegistry registry, String name, String description, ToDoubleFunction<InstanceStanding> value) {
        gauges.put(
                MultiGauge.builder("zapi.instance." + name)
                        .description(description)
                        .register(registry),
                value);
    }

    private static double seconds(Duration duration) {
        return duration == null ? Double.NaN : duration.toMillis() / 1_000.0;
    }
}
