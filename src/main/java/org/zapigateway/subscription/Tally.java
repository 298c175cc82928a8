package org.zapigateway.subscription;

import java.util.concurrent.atomic.LongAdder;

/** What became of the events of a subscription since the gateway was started, whatever route worked on it. */
public final class Tally {
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failedAttempts = new LongAdder();
    private final LongAdder died = new LongAdder();
    private final LongAdder discarded = new LongAdder();
    private final LongAdder replayed = new LongAdder();
    private final LongAdder adopted = new LongAdder();

    Tally() {}

    void countDelivered(int events) {
        delivered.add(events);
    }

    void countFailedAttempt() {
        failedAttempts.increment();
    }

    void countDied() {
        died.increment();
    }

    void countDiscarded(int events) {
        discarded.add(events);
    }

    void countReplayed(int events) {
        replayed.add(events);
    }

    void countAdopted(int events) {
        adopted.add(events);
    }

    /** Events that the route took. */
    public long delivered() {
        return delivered.sum();
    }

    /** Attempts that events have spent. */
    public long failedAttempts() {
        return failedAttempts.sum();
    }

    /** Events that became dead letters. */
    public long died() {
        return died.sum();
    }

    /** Dead letters that an operator removed. */
    public long discarded() {
        return discarded.sum();
    }

    /** Dead letters that an operator gave to the subscription again. */
    public long replayed() {
        return replayed.sum();
    }

    /** Events that no subscription had wanted, and an operator gave to this one. */
    public long adopted() {
        return adopted.sum();
    }
}
