package org.zapigateway.subscription;

import java.time.Instant;

/**
 * How a subscription that a route works on stands.
 *
 * @param name the subscription
 * @param route the route's id
 * @param state whether it delivers
 * @param since since when it waits, or {@code null}
 * @param reason the type of the failure it waits for, or {@code null}
 * @param delivered events delivered since the route started
 * @param died events that became dead letters since the route started
 */
public record SubscriptionStatus(
        String name, String route, State state, Instant since, String reason, long delivered, long died) {
    /** Whether a subscription delivers. */
    public enum State {
        RUNNING,
        WAITING
    }
}
