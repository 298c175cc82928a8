package org.zapigateway.operations.notices;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** How old the latest messages of an instance were when they arrived. Not thread-safe; all times are milliseconds. */
final class ArrivalAges {
    /** Fewer say little: a single message may have waited for a phone without a network. */
    static final int FEWEST = 10;

    private static final int LATEST = 32;
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    private final long[] arrivals = new long[LATEST];
    private final long[] ages = new long[LATEST];
    private int next;

    ArrivalAges() {
        Arrays.fill(arrivals, Long.MIN_VALUE);
    }

    /** A message arrived. */
    void add(long occurredAt, long arrivedAt) {
        arrivals[next] = arrivedAt;
        ages[next] = Math.max(0, arrivedAt - occurredAt);
        next = (next + 1) % LATEST;
    }

    /** The median of those that arrived within the last hour; empty when there are too few. */
    OptionalLong median(long now) {
        long[] recent = IntStream.range(0, LATEST)
                .filter(i -> arrivals[i] > now - HOUR)
                .mapToLong(i -> ages[i])
                .sorted()
                .toArray();
        return recent.length < FEWEST ? OptionalLong.empty() : OptionalLong.of(recent[recent.length / 2]);
    }
}
