package org.zapigateway.subscription;

import java.time.Instant;

/**
 * A subscription that no route works on.
 *
 * @param name the subscription
 * @param since since when, as far as this process knows
 * @param depth events that it keeps
 * @param deadLetters its dead letters
 */
public record Orphan(String name, Instant since, long depth, long deadLetters) {}
