package org.zapigateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.zapigateway.inbox.ArrivalListener;
import org.zapigateway.inbox.EventFacts;
import org.zapigateway.subscription.Outcome;
import org.zapigateway.subscription.OutcomeListener;

/**
 * The newest things that happened to events, without what people wrote. They lie as bytes in one array that is written
 * round and round: as objects each would outlive the collector's young generation, to be copied twice and to die soon
 * after. Safe for use by many threads.
 */
final class RecentHappenings implements ArrivalListener, OutcomeListener {
    /** An event makes one when it is stored and one for each subscription. */
    static final int MOST = 16_384;
    /** Some 250 bytes for each; where they are longer, fewer are remembered. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Instant begun = Instant.now();
    private final Lock lock = new ReentrantLock();
    private final byte[] memory = new byte[MOST_BYTES];
    /** Where each begins, counted in all bytes that were ever written, as {@link #end}. */
    private final long[] begins = new long[MOST];

    private long count;
    private long end;

    @Override
    public void stored(EventFacts event, List<String> subscriptions) {
        remember(new Happening.Stored(Instant.now(), event, subscriptions));
    }

    @Override
    public void repeated(EventFacts event) {
        remember(new Happening.Repeated(Instant.now(), event));
    }

    @Override
    public void heard(Outcome outcome) {
        remember(new Happening.Delivery(Instant.now(), outcome));
    }

    /** What is remembered of the events of an id, in order; {@code id} is of an event or of a message. */
    List<Happening> of(String id) {
        byte[] copy;
        long[] edges;
        lock.lock();
        try {
            copy = memory.clone();
            edges = edges(oldest());
        } finally {
            lock.unlock();
        }
        return IntStream.range(0, edges.length - 1)
                .mapToObj(i -> HappeningBytes.read(slice(copy, edges[i], edges[i + 1])))
                .filter(happening -> isOf(happening.event(), id))
                .toList();
    }

    /** Since when everything is remembered. */
    Instant since() {
        lock.lock();
        try {
            long oldest = oldest();
            long[] edges = edges(oldest);
            return oldest == 0
                    ? begun
                    : HappeningBytes.read(slice(memory, edges[0], edges[1])).at();
        } finally {
            lock.unlock();
        }
    }

    private void remember(Happening happening) {
        byte[] bytes = HappeningBytes.write(happening);
        lock.lock();
        try {
            begins[(int) (count++ % MOST)] = end;
            int from = (int) (end % MOST_BYTES);
            int untilTheEdge = Math.min(bytes.length, MOST_BYTES - from);
            System.arraycopy(bytes, 0, memory, from, untilTheEdge);
            System.arraycopy(bytes, untilTheEdge, memory, 0, bytes.length - untilTheEdge);
            end += bytes.length;
        } finally {
            lock.unlock();
        }
    }

    /** Which one is the oldest that nothing was written over. */
    private long oldest() {
        long oldest = Math.max(0, count - MOST);
        while (oldest < count && end - begins[(int) (oldest % MOST)] > MOST_BYTES) {
            oldest++;
        }
        return oldest;
    }

    /** Where each begins from a first one on, and where the last one ends. */
    private long[] edges(long first) {
        return LongStream.concat(
                        LongStream.range(first, count).map(which -> begins[(int) (which % MOST)]), LongStream.of(end))
                .toArray();
    }

    private static byte[] slice(byte[] memory, long begin, long end) {
        byte[] bytes = new byte[(int) (end - begin)];
        int from = (int) (begin % MOST_BYTES);
        int untilTheEdge = Math.min(bytes.length, MOST_BYTES - from);
        System.arraycopy(memory, from, bytes, 0, untilTheEdge);
        System.arraycopy(memory, 0, bytes, untilTheEdge, bytes.length - untilTheEdge);
        return bytes;
    }

    private static boolean isOf(EventFacts event, String id) {
        return id.equals(event.id()) || id.equals(event.messageId());
    }
}
