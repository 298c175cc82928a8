package org.zapigateway.subscription;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a subscription delivers.
 *
 * @param batchSize the most events in one transaction
 * @param maxAttempts how often an event is tried before it becomes a dead letter
 * @param backoff the wait before the second attempt
 * @param maxBackoff the longest wait between two attempts
 * @param heldEvents how many events of chats that wait for an attempt are held before the subscription pauses
 */
record DeliveryPolicy(int batchSize, int maxAttempts, Duration backoff, Duration maxBackoff, int heldEvents) {
    private static final int MAX_DOUBLINGS = 20;

    /**
     * The wait after so many failures in a row: doubled with each, bounded, and shortened by up to a fifth at random, so
     * that many lanes do not come back to a target in step.
     *
     * @param failures at least 1
     */
    Duration waitAfter(int failures) {
        long doubled = backoff.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long bounded = Math.min(doubled, maxBackoff.toMillis());
        return Duration.ofMillis(bounded - ThreadLocalRandom.current().nextLong(bounded / 5 + 1));
    }
}
