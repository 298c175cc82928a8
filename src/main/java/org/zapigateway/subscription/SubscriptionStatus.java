package org.zapigateway.subscription;

import java.time.Instant;

/**
 * How a subscription that a route works on stands. What is counted is counted since the gateway was
 * started.
 *
 * @param name the subscription
 * @param route the route's id
 * @param state whether it delivers
 * @param pausedSince since when its target is away or too much is held, or {@code null}
 * @param reason the type of the failure it waits for, or that too much is held, or {@code null} when it runs
 * @param inFlight events that are being delivered now
 * @param heldChats chats that wait for the next attempt of their first event; other chats pass them
 * @param heldEvents events of those chats
 * @param delivered events delivered
 * @param failedAttempts attempts that events have spent
 * @param died events that became dead letters
 */
public record SubscriptionStatus(
        String name,
        String route,
        State state,
        Instant pausedSince,
        String reason,
        int inFlight,
        int heldChats,
        int heldEvents,
        long delivered,
        long failedAttempts,
        long died) {
    /** Of a subscription that belongs to no route. */
    public static SubscriptionStatus none(String name) {
        return new SubscriptionStatus(name, null, State.STOPPED, null, null, 0, 0, 0, 0, 0, 0);
    }

    /** Whether a subscription delivers. */
    public enum State {
        RUNNING,

        /** Its target is away, or too much waits for a retry. */
        PAUSED,

        /** Its route is there and was stopped. */
        STOPPED
    }
}
