package org.zapigateway.subscription;

import org.zapigateway.inbox.EventFacts;

/**
 * What became of an event in a subscription.
 *
 * @param route the route that works on the subscription
 * @param routeVersion the short hash of its file, or {@code null} when it comes from none
 * @param attempt how many attempts the event has spent; 0 when it is not to blame, or an operator gave it up
 * @param exceptionType the class of what went wrong, or {@code null}
 */
public record Outcome(
        Kind kind,
        EventFacts event,
        String subscription,
        String route,
        String routeVersion,
        int attempt,
        String exceptionType) {
    /** What can become of it. */
    public enum Kind {
        /** The route took it. */
        DELIVERED,

        /** It failed, or its target is away; it is tried again. */
        WAITING,

        /** It went to the dead letters. */
        DEAD
    }
}
