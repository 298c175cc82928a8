package org.zapigateway.subscription;

import java.time.Instant;

/**
 * A queue that waits for an operator.
 *
 * @param name the subscription whose dead letters it holds, {@code zapi.unrouted} or {@code zapi.rejected}
 * @param count how many messages lie in it
 * @param oldest since when the first of them lies there, or {@code null} when it is empty
 */
public record DeadLetterQueue(String name, long count, Instant oldest) {}
