package org.zapigateway.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.zapigateway.inbox.ArrivalListener;
import org.zapigateway.inbox.EventFacts;

/**
 * Counts the events that are stored, by instance and type, and how many came in each of the last intervals. Safe for
 * use by many threads.
 */
final class EventCounts implements ArrivalListener {
    /** How long an interval is. */
    static final int SECONDS = 5;

    /** How many intervals are kept. */
    static final int INTERVALS = 60;

    /** Without a configured instance the sender chooses its id. */
    static final int MOST_SERIES = 500;

    private static final Key OTHER = new Key(null, null);

    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    @Override
    public void stored(EventFacts event, List<String> subscriptions) {
        counter(event).count(event);
    }

    /** Ends an interval and begins the next. */
    void tick() {
        counters.values().forEach(Counter::tick);
    }

    /** All series, by instance and type. */
    List<Series> series() {
        return counters.entrySet().stream()
                .map(entry -> entry.getValue().series(entry.getKey()))
                .sorted(Comparator.comparing(Series::instanceId, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Series::type, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private Counter counter(EventFacts event) {
        Key key = new Key(event.instanceId(), event.type());
        Counter known = counters.get(key);
        if (known != null) {
            return known;
        }
        return counters.computeIfAbsent(counters.size() < MOST_SERIES ? key : OTHER, first -> new Counter());
    }

    private record Key(String instanceId, String type) {}

    /**
     * What came of one type from one instance.
     *
     * @param instanceId absent, as the type, for what is beyond the bound of the series
     * @param count since the start of the gateway
     * @param lastAt when the newest came
     * @param intervals how many came in each interval, the newest last; the one that runs is not among them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Series(
            String instanceId, String instanceName, String type, long count, Instant lastAt, List<Long> intervals) {}

    private static final class Counter {
        private final LongAdder count = new LongAdder();
        private final Deque<Long> intervals = new ArrayDeque<>(INTERVALS);
        private volatile String instanceName;
        private volatile Instant lastAt;
        private long counted;

        private void count(EventFacts event) {
            count.increment();
            instanceName = event.instanceName();
            lastAt = event.receivedAt();
        }

        private synchronized void tick() {
            long now = count.sum();
            if (intervals.size() == INTERVALS) {
                intervals.removeFirst();
            }
            intervals.addLast(now - counted);
            counted = now;
        }

        private synchronized Series series(Key key) {
            return new Series(key.instanceId, instanceName, key.type, count.sum(), lastAt, List.copyOf(intervals));
        }
    }
}
