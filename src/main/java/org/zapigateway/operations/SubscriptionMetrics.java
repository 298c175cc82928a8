package org.zapigateway.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zapigateway.inbox.SubscriptionFigures;
import org.zapigateway.inbox.SubscriptionQueues;
import org.zapigateway.subscription.Ledgers;
import org.zapigateway.subscription.Orphan;
import org.zapigateway.subscription.Orphans;
import org.zapigateway.subscription.SubscriptionStatus;
import org.zapigateway.subscription.SubscriptionStatus.State;
import org.zapigateway.subscription.Subscriptions;
import org.zapigateway.subscription.Tally;

/** The figures of each subscription for Prometheus; subscriptions come and go with route files. */
@Component
class SubscriptionMetrics {
    private static final int EVERY_SECONDS = 5;

    private final SubscriptionQueues queues;
    private final Subscriptions subscriptions;
    private final Orphans orphans;
    private final Ledgers ledgers;
    private final MeterRegistry registry;
    private final Map<MultiGauge, ToDoubleFunction<View>> gauges = new HashMap<>();
    private final Map<String, List<FunctionCounter>> counters = new HashMap<>();

    SubscriptionMetrics(
            SubscriptionQueues queues,
            Subscriptions subscriptions,
            Orphans orphans,
            Ledgers ledgers,
            MeterRegistry registry) {
        this.queues = queues;
        this.subscriptions = subscriptions;
        this.orphans = orphans;
        this.ledgers = ledgers;
        this.registry = registry;
        gauge("depth", "Events that wait or are being delivered", view -> view.figures.depth());
        gauge("oldest.seconds", "How long the oldest of them has waited", view -> view.figures.oldestSeconds());
        gauge("in.flight", "Events that are being delivered", view -> view.status.inFlight());
        gauge("held.chats", "Chats that wait for the next attempt of an event", view -> view.status.heldChats());
        gauge("held.events", "Events of those chats", view -> view.status.heldEvents());
        gauge("dead.letters", "Events that could not be delivered", view -> view.figures.deadLetters());
        gauge("paused", "1 while the target is away", view -> view.status.state() == State.PAUSED ? 1 : 0);
        gauge("orphan.seconds", "For how long no route works on it", View::orphanSeconds);
        gauge("unbalanced", "1 when the ledger does not come out even", View::unbalanced);
    }

    @Scheduled(fixedDelay = EVERY_SECONDS, timeUnit = TimeUnit.SECONDS)
    void refresh() {
        Map<String, SubscriptionStatus> owned = subscriptions.status().stream()
                .collect(Collectors.toMap(SubscriptionStatus::name, Function.identity()));
        List<View> views = queues.figures().stream()
                .map(figures -> new View(
                        figures,
                        owned.getOrDefault(figures.name(), SubscriptionStatus.none(figures.name())),
                        orphans.known().get(figures.name()),
                        ledgers.of(figures.name())
                                .map(ledger -> !ledger.balanced())
                                .orElse(false)))
                .toList();
        gauges.forEach((gauge, value) -> gauge.register(
                views.stream()
                        .<Row<?>>map(
                                view -> Row.of(Tags.of("subscription", view.figures.name()), value.applyAsDouble(view)))
                        .toList(),
                true));
        count(views.stream().map(view -> view.figures.name()).toList());
    }

    private void count(List<String> names) {
        names.forEach(name -> counters.computeIfAbsent(name, this::counters));
        counters.entrySet().removeIf(entry -> {
            boolean gone = !names.contains(entry.getKey());
            if (gone) {
                entry.getValue().forEach(registry::remove);
            }
            return gone;
        });
    }

    private List<FunctionCounter> counters(String name) {
        List<FunctionCounter> all = new ArrayList<>();
        all.add(counter(name, "delivered", "Events that the route took", Tally::delivered));
        all.add(counter(name, "failed.attempts", "Attempts that events have spent", Tally::failedAttempts));
        all.add(counter(name, "died", "Events that became dead letters", Tally::died));
        all.add(counter(name, "discarded", "Dead letters that an operator removed", Tally::discarded));
        all.add(counter(name, "replayed", "Dead letters that an operator sent again", Tally::replayed));
        return all;
    }

    private FunctionCounter counter(String subscription, String name, String description, ToLongFunction<Tally> value) {
        return FunctionCounter.builder(
                        "zapi.subscription." + name, ledgers, all -> value.applyAsLong(all.tally(subscription)))
                .description(description)
                .tag("subscription", subscription)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<View> value) {
        gauges.put(
                MultiGauge.builder("zapi.subscription." + name)
                        .description(description)
                        .register(registry),
                value);
    }

    private record View(SubscriptionFigures figures, SubscriptionStatus status, Orphan orphan, boolean isUnbalanced) {
        double orphanSeconds() {
            return orphan == null
                    ? 0
                    : Duration.between(orphan.since(), Instant.now()).toSeconds();
        }

        double unbalanced() {
            return isUnbalanced ? 1 : 0;
        }
    }
}
