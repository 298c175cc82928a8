package org.zapigateway.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zapigateway.inbox.SubscriptionFigures;
import org.zapigateway.inbox.SubscriptionQueues;

/** The figures of each subscription for Prometheus; subscriptions come and go with route files. */
@Component
class SubscriptionMetrics {
    private static final long EVERY_MILLIS = 5_000;

    private final SubscriptionQueues queues;
    private final MultiGauge depth;
    private final MultiGauge oldest;
    private final MultiGauge inFlight;
    private final MultiGauge deadLetters;

    SubscriptionMetrics(SubscriptionQueues queues, MeterRegistry registry) {
        this.queues = queues;
        this.depth = gauge(registry, "depth", "Events that wait or are being delivered");
        this.oldest = gauge(registry, "oldest.seconds", "How long the oldest of them has waited");
        this.inFlight = gauge(registry, "in.flight", "Events that are being delivered");
        this.deadLetters = gauge(registry, "dead.letters", "Events that could not be delivered");
    }

    @Scheduled(fixedRate = EVERY_MILLIS)
    void refresh() {
        List<SubscriptionFigures> figures = queues.figures();
        register(depth, figures, SubscriptionFigures::depth);
        register(oldest, figures, SubscriptionFigures::oldestSeconds);
        register(inFlight, figures, SubscriptionFigures::inFlight);
        register(deadLetters, figures, SubscriptionFigures::deadLetters);
    }

    private static void register(
            MultiGauge gauge, List<SubscriptionFigures> all, ToDoubleFunction<SubscriptionFigures> value) {
        gauge.register(
                all.stream()
                        .<Row<?>>map(figures ->
                                Row.of(Tags.of("subscription", figures.name()), value.applyAsDouble(figures)))
                        .toList(),
                true);
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder("zapi.subscription." + name)
                .description(description)
                .register(registry);
    }
}
