package org.zapigateway.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;
import org.zapigateway.inbox.SubscriptionFigures;
import org.zapigateway.inbox.SubscriptionQueues;
import org.zapigateway.subscription.SubscriptionStatus;
import org.zapigateway.subscription.Subscriptions;

/** {@code GET /actuator/subscriptions}: how each subscription stands, also those whose route is gone. */
@Component
@Endpoint(id = "subscriptions")
class SubscriptionsEndpoint {
    private final SubscriptionQueues queues;
    private final Subscriptions subscriptions;

    SubscriptionsEndpoint(SubscriptionQueues queues, Subscriptions subscriptions) {
        this.queues = queues;
        this.subscriptions = subscriptions;
    }

    @ReadOperation
    Answer subscriptions() {
        Map<String, SubscriptionStatus> worked = subscriptions.status().stream()
                .collect(Collectors.toMap(SubscriptionStatus::name, Function.identity()));
        return new Answer(queues.figures().stream()
                .map(figures -> row(figures, worked.get(figures.name())))
                .toList());
    }

    private static Row row(SubscriptionFigures figures, SubscriptionStatus status) {
        return new Row(
                figures.name(),
                status == null ? null : status.route(),
                status == null ? "ORPHAN" : status.state().name(),
                status == null ? null : status.pausedSince(),
                status == null ? null : status.reason(),
                figures.depth(),
                figures.oldestSeconds(),
                figures.inFlight(),
                figures.deadLetters(),
                status == null ? null : status.delivered());
    }

    /** The body of the answer. */
    record Answer(List<Row> subscriptions) {}

    /**
     * A subscription.
     *
     * @param state {@code RUNNING}, {@code PAUSED} while its target is away, or {@code ORPHAN}: no route works on it
     * @param since since when it waits
     * @param reason the type of the failure that it waits for
     * @param delivered events delivered since the route started
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            String name,
            String route,
            String state,
            Instant since,
            String reason,
            long depth,
            long oldestSeconds,
            long inFlight,
            long deadLetters,
            Long delivered) {}
}
