package org.zapigateway.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.lang.Nullable;
import org.springframework.stereotype.Component;
import org.zapigateway.inbox.SubscriptionFigures;
import org.zapigateway.inbox.SubscriptionQueues;
import org.zapigateway.subscription.Ledger;
import org.zapigateway.subscription.Ledgers;
import org.zapigateway.subscription.Orphan;
import org.zapigateway.subscription.Orphans;
import org.zapigateway.subscription.SubscriptionStatus;
import org.zapigateway.subscription.Subscriptions;

/**
 * {@code GET /actuator/subscriptions}: how each subscription stands, also those whose route is gone.
 * {@code POST /actuator/subscriptions/{name}}: what an operator can do about it.
 */
@Component
@WebEndpoint(id = "subscriptions")
class SubscriptionsEndpoint {
    /** Nobody takes back what a lane has sent already. */
    private static final String UNLESS_DELIVERED =
            "it becomes a dead letter, unless an attempt that is under way delivers it";

    private final SubscriptionQueues queues;
    private final Subscriptions subscriptions;
    private final Orphans orphans;
    private final Ledgers ledgers;
    private final DeliveryRates rates;

    SubscriptionsEndpoint(
            SubscriptionQueues queues,
            Subscriptions subscriptions,
            Orphans orphans,
            Ledgers ledgers,
            DeliveryRates rates) {
        this.queues = queues;
        this.subscriptions = subscriptions;
        this.orphans = orphans;
        this.ledgers = ledgers;
        this.rates = rates;
    }

    @ReadOperation
    Answer subscriptions() {
        Map<String, SubscriptionStatus> owned = subscriptions.status().stream()
                .collect(Collectors.toMap(SubscriptionStatus::name, Function.identity()));
        return new Answer(queues.figures().stream()
                .map(figures -> row(figures, owned.get(figures.name())))
                .toList());
    }

    /**
     * Changes a subscription.
     *
     * @param action {@code remove}: an orphan, for good; {@code dead-letter}: the event that blocks a chat
     * @param force with {@code remove}: although it keeps events or dead letters
     * @param eventId with {@code dead-letter}
     */
    @WriteOperation
    WebEndpointResponse<?> change(
            @Selector String name,
            String action,
            @Nullable Boolean force,
            @Nullable String eventId,
            @Nullable String reason)
            throws Exception {
        try {
            return switch (action) {
                case "remove" -> remove(name, Boolean.TRUE.equals(force), reason);
                case "dead-letter" -> deadLetter(name, eventId, reason);
                default ->
                    problem(HttpStatus.BAD_REQUEST, "'action' is '" + action + "'; it must be remove or dead-letter");
            };
        } catch (NoSuchElementException e) {
            return problem(HttpStatus.NOT_FOUND, e.getMessage());
        } catch (IllegalStateException e) {
            return problem(HttpStatus.CONFLICT, e.getMessage());
        } catch (ActiveMQException e) {
            return problem(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage());
        }
    }

    private WebEndpointResponse<?> remove(String name, boolean force, String reason) throws Exception {
        subscriptions.remove(name, force, reason);
        return new WebEndpointResponse<>(Map.of("action", "remove", "name", name));
    }

    private WebEndpointResponse<?> deadLetter(String name, String eventId, String reason) {
        if (eventId == null || reason == null || reason.isBlank()) {
            return problem(HttpStatus.BAD_REQUEST, "'dead-letter' needs the 'eventId' and a 'reason'");
        }
        if (!subscriptions.giveUp(name, eventId, reason)) {
            throw new NoSuchElementException(
                    "no chat of subscription '" + name + "' waits for event '" + eventId
                            + "'; only an event that is tried again and again, and holds back its chat, can be made a dead letter");
        }
        return new WebEndpointResponse<>(
                Map.of("action", "dead-letter", "name", name, "eventId", eventId, "note", UNLESS_DELIVERED));
    }

    private static WebEndpointResponse<ProblemDetail> problem(HttpStatus status, String detail) {
        return new WebEndpointResponse<>(ProblemDetail.forStatusAndDetail(status, detail), status.value());
    }

    private Row row(SubscriptionFigures figures, SubscriptionStatus status) {
        return status == null
                ? orphan(figures, orphans.known().get(figures.name()))
                : new Row(
                        figures.name(),
                        status.route(),
                        status.state().name(),
                        status.pausedSince(),
                        status.reason(),
                        figures.depth(),
                        figures.oldestSeconds(),
                        status.inFlight(),
                        status.heldChats(),
                        status.heldEvents(),
                        status.delivered(),
                        rates.perSecond(figures.name()),
                        status.failedAttempts(),
                        figures.deadLetters(),
                        ledgers.of(figures.name()).orElse(null));
    }

    private Row orphan(SubscriptionFigures figures, Orphan orphan) {
        return new Row(
                figures.name(),
                null,
                "ORPHAN",
                orphan == null ? null : orphan.since(),
                null,
                figures.depth(),
                figures.oldestSeconds(),
                0,
                null,
                null,
                null,
                null,
                null,
                figures.deadLetters(),
                ledgers.of(figures.name()).orElse(null));
    }

    /** The body of the answer. */
    record Answer(List<Row> subscriptions) {}

    /**
     * A subscription.
     *
     * @param state {@code RUNNING}; {@code PAUSED} while its target is away or too much waits for a retry;
     *     {@code STOPPED} with its route; {@code ORPHAN} without a route
     * @param since since when it is paused, or an orphan
     * @param reason the type of the failure that it waits for, or what waits
     * @param depth events that wait or are being delivered
     * @param inFlight events that are being delivered
     * @param heldChats chats that wait for the next attempt of their first event
     * @param heldEvents events of those chats
     * @param delivered events delivered since the start of the gateway
     * @param perSecond events delivered in a second, over the last minute
     * @param failedAttempts attempts that events have spent since the start of the gateway
     * @param ledger absent while the broker still counts what it has on disk
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
            int inFlight,
            Integer heldChats,
            Integer heldEvents,
            Long delivered,
            Double perSecond,
            Long failedAttempts,
            long deadLetters,
            Ledger ledger) {}
}
