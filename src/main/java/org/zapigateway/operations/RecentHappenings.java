package org.zapigateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.LongStream;
import org.zapigateway.inbox.ArrivalListener;
import org.zapigateway.inbox.EventFacts;
import org.zapigateway.subscription.Outcome;
import org.zapigateway.subscription.OutcomeListener;

/**
 * The newest things that happened to events, without what people wrote. A ring: to remember costs one small object and
 * no lock, and somebody who asks reads all of it. Safe for use by many threads.
 */
final class RecentHappenings implements ArrivalListener, OutcomeListener {
    /** An event makes one when it is stored and one for each subscription. */
    static final int MOST = 16_384;

    private final AtomicReferenceArray<Happening> ring = new AtomicReferenceArray<>(MOST);
    private final AtomicLong next = new AtomicLong();
    private final Instant begun = Instant.now();

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
        long end = next.get();
        return LongStream.range(Math.max(0, end - MOST), end)
                .mapToObj(this::at)
                .filter(Objects::nonNull)
                .filter(happening -> isOf(happening.event(), id))
                .toList();
    }

    /** Since when everything is remembered. */
    Instant since() {
        long end = next.get();
        Happening oldest = end > MOST ? at(end) : null;
        return oldest == null ? begun : oldest.at();
    }

    private void remember(Happening happening) {
        ring.set((int) (next.getAndIncrement() % MOST), happening);
    }

    private Happening at(long position) {
        return ring.get((int) (position % MOST));
    }

    private static boolean isOf(EventFacts event, String id) {
        return id.equals(event.id()) || id.equals(event.messageId());
    }
}
