package org.zapigateway.subscription;

import java.time.Instant;

/**
 * The books of a subscription: what was accepted for it is delivered, dead, discarded or pending. The two sides are
 * counted apart, the first where events are stored, the second where they are taken from there.
 *
 * @param since when the books were opened: at the start of the gateway or of its broker, or a little later
 * @param accepted events that lay here then, and that came since
 * @param delivered events that the route took since
 * @param dead dead letters that wait for an operator
 * @param discarded dead letters that an operator removed since
 * @param pending events that wait or are being delivered
 * @param replayed dead letters that were given to the subscription again since; each is pending, delivered or dead
 * @param balanced whether {@code accepted = delivered + dead + discarded + pending}
 */
public record Ledger(
        Instant since,
        long accepted,
        long delivered,
        long dead,
        long discarded,
        long pending,
        long replayed,
        boolean balanced) {}
