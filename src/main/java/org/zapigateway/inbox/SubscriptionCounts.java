package org.zapigateway.inbox;

import java.time.Instant;

/**
 * What can be counted of a subscription in the broker.
 *
 * @param run when the broker was started; counts of different runs do not belong together
 * @param arrived new events that came into its queue since the start of the process
 * @param pending events that wait or are being delivered
 * @param dead its dead letters
 */
public record SubscriptionCounts(Instant run, long arrived, long pending, long dead) {}
