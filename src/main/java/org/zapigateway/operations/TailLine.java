package org.zapigateway.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.zapigateway.event.EventJson;
import org.zapigateway.inbox.EventFacts;
import org.zapigateway.subscription.Outcome;

/**
 * One line of the tail: what became of an event, or how many lines were left out. What does not apply is absent.
 *
 * @param at when
 * @param outcome {@code accepted}, or {@code unrouted} when no subscription wants it; then, for each subscription,
 *     {@code delivered}, {@code waiting} for another attempt, or {@code dead}
 * @param chat a pseudonym, the same for the same chat until the gateway ends
 * @param ageMillis how long ago the edge took the event
 * @param routeVersion the short hash of the route's file
 * @param attempt how many attempts are spent; absent while it is the target's fault
 * @param exception the class of what went wrong
 * @param lost how many lines before this one were left out, because the reader was too slow
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TailLine(
        String at,
        String outcome,
        String eventId,
        String type,
        String instanceId,
        String instanceName,
        String chat,
        Long ageMillis,
        String subscription,
        String route,
        String routeVersion,
        Integer attempt,
        String exception,
        Long lost) {
    /** An event came to the inbox. */
    static TailLine stored(EventFacts event, boolean routed, String chat) {
        return of(routed ? "accepted" : "unrouted", event, chat, null, null, null, null, null);
    }

    /** Something became of an event in a subscription. */
    static TailLine of(Outcome outcome, String chat) {
        return of(
                outcome.kind().name().toLowerCase(Locale.ROOT),
                outcome.event(),
                chat,
                outcome.subscription(),
                outcome.route(),
                outcome.routeVersion(),
                outcome.attempt() == 0 ? null : outcome.attempt(),
                outcome.exceptionType());
    }

    /** Lines are missing here. */
    static TailLine lost(long lines) {
        return new TailLine(null, null, null, null, null, null, null, null, null, null, null, null, null, lines);
    }

    private static TailLine of(
            String outcome,
            EventFacts event,
            String chat,
            String subscription,
            String route,
            String routeVersion,
            Integer attempt,
            String exception) {
        Instant now = Instant.now();
        return new TailLine(
                EventJson.time(now),
                outcome,
                event.id(),
                event.type(),
                event.instanceId(),
                event.instanceName(),
                chat,
                Duration.between(event.receivedAt(), now).toMillis(),
                subscription,
                route,
                routeVersion,
                attempt,
                exception,
                null);
    }
}
