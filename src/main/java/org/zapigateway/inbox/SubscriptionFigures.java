package org.zapigateway.inbox;

/**
 * How a subscription stands.
 *
 * @param name the subscription
 * @param depth events that wait or are being delivered
 * @param oldestSeconds how long the oldest of them has waited
 * @param inFlight events that are being delivered
 * @param deadLetters events that could not be delivered and wait for the operator
 */
public record SubscriptionFigures(String name, long depth, long oldestSeconds, long inFlight, long deadLetters) {
    /** Whether there is anything in it that would be lost with it. */
    public boolean isInUse() {
        return depth > 0 || deadLetters > 0;
    }
}
