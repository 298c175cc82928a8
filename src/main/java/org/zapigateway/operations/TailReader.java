package org.zapigateway.operations;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What waits for one reader of the tail. Who is too slow loses lines, and is told how many. */
final class TailReader {
    private final TailFilter filter;
    private final BlockingQueue<TailLine> lines;
    private final AtomicLong lost = new AtomicLong();

    /** @param most how many lines wait at most */
    TailReader(TailFilter filter, int most) {
        this.filter = filter;
        this.lines = new ArrayBlockingQueue<>(most);
    }

    /** Takes a line that is wanted; never waits. */
    void offer(TailLine line) {
        if (filter.wants(line) && !lines.offer(line)) {
            lost.incrementAndGet();
        }
    }

    /** Whether a line waits. */
    boolean hasMore() {
        return !lines.isEmpty();
    }

    /**
     * The next line.
     *
     * @return {@code null} when none came in that time
     */
    TailLine next(long patienceMillis) throws InterruptedException {
        long missed = lines.isEmpty() ? lost.getAndSet(0) : 0;
        return missed > 0 ? TailLine.lost(missed) : lines.poll(patienceMillis, TimeUnit.MILLISECONDS);
    }
}
