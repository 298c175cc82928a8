package org.zapigateway.operations;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.zapigateway.inbox.ArrivalListener;
import org.zapigateway.inbox.EventFacts;
import org.zapigateway.inbox.Inbox;
import org.zapigateway.subscription.Outcome;
import org.zapigateway.subscription.OutcomeListener;
import org.zapigateway.subscription.Subscriptions;

/**
 * Shows a few readers what happens to events, as it happens, without what people wrote. It never makes the gateway wait,
 * and listens only while somebody reads. Safe for use by many threads.
 */
@Component
class Tail {
    /** More are refused: each costs something for every event, and has a thread of the operations port. */
    static final int MOST_READERS = 8;

    private final Inbox inbox;
    private final Subscriptions subscriptions;
    private final Pseudonyms pseudonyms = new Pseudonyms();
    private final List<TailReader> readers = new CopyOnWriteArrayList<>();
    private final ArrivalListener arrivals = this::stored;
    private final OutcomeListener outcomes = this::heard;
    private volatile boolean closed;

    Tail(Inbox inbox, Subscriptions subscriptions) {
        this.inbox = inbox;
        this.subscriptions = subscriptions;
    }

    /**
     * Begins to keep lines for another reader, who must {@link #leave}.
     *
     * @param most how many lines to keep that were not read yet
     * @return empty when there are too many readers
     */
    synchronized Optional<TailReader> open(TailFilter filter, int most) {
        if (readers.size() >= MOST_READERS) {
            return Optional.empty();
        }
        TailReader reader = new TailReader(filter, most);
        readers.add(reader);
        if (readers.size() == 1) {
            inbox.addListener(arrivals);
            subscriptions.addListener(outcomes);
        }
        return Optional.of(reader);
    }

    /** A reader has gone. */
    synchronized void leave(TailReader reader) {
        if (readers.remove(reader) && readers.isEmpty()) {
            inbox.removeListener(arrivals);
            subscriptions.removeListener(outcomes);
        }
    }

    /** Whether the gateway ends, so that readers must too. */
    boolean isClosed() {
        return closed;
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        closed = true;
    }

    private void stored(EventFacts event, List<String> wanting) {
        offer(TailLine.stored(event, !wanting.isEmpty(), chat(event)));
    }

    private void heard(Outcome outcome) {
        offer(TailLine.of(outcome, chat(outcome.event())));
    }

    private void offer(TailLine line) {
        readers.forEach(reader -> reader.offer(line));
    }

    /** The pseudonym of an event's chat, or {@code null} when it has none. */
    String chat(EventFacts event) {
        return event.chatId() == null ? null : pseudonyms.of(event.instanceId() + "/" + event.chatId());
    }
}
