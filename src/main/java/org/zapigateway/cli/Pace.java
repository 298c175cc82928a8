package org.zapigateway.cli;

import java.util.concurrent.TimeUnit;

/** Lets so many through in a second, in bursts. Who comes late is let through at once. */
final class Pace {
    private final double rate;
    private final int burst;
    private final long begun = System.nanoTime();
    private long passed;

    /**
     * @param rate how many in a second; 0: nobody waits
     * @param burst how many at a time
     */
    Pace(double rate, int burst) {
        this.rate = rate;
        this.burst = burst;
    }

    /** Returns when it is the next one's turn. */
    void await() {
        if (rate == 0) {
            return;
        }
        long due = due(passed++) - (System.nanoTime() - begun);
        try {
            TimeUnit.NANOSECONDS.sleep(due);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerbFailedException("interrupted; what was sent stays sent", e);
        }
    }

    /** How long after the beginning it is the turn of the one before whom so many were let through, in nanoseconds. */
    long due(long before) {
        return (long) (before / burst * burst * (TimeUnit.SECONDS.toNanos(1) / rate));
    }
}
