package org.zapigateway.operations;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.zapigateway.inbox.EventFacts;
import org.zapigateway.inbox.Inbox;
import org.zapigateway.subscription.Outcome;
import org.zapigateway.subscription.Subscriptions;

/**
 * Shows a few readers what happens to events, as it happens, without what people wrote. It never makes the gateway wait,
 * and listens only while somebody reads. Safe for use by many threads.
 */
@Component
class Tail {
    /** More are refused: each costs something for every event, and has a thread of the operations port. */
    static final int MOST_READERS = 4;

    private final Inbox inbox;
    private final Subscriptions subscriptions;
    private final Pseudonyms pseudonyms = new Pseudonyms();
    private final List<TailReader> readers = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    Tail(Inbox inbox, Subscriptions subscriptions) {
        this.inbox = inbox;
        this.subscriptions = subscriptions;
    }

    /** Begins to keep lines for another reader, who must {@link #leave}; empty when there are too many. */
    synchronized Optional<TailReader> open(TailFilter filter) {
        if (readers.size() >= MOST_READERS) {
            return Optional.empty();
        }
        TailReader reader = new TailReader(filter);
        readers.add(reader);
        inbox.listener(this::stored);
        subscriptions.listener(this::heard);
        return Optional.of(reader);
    }

    /** A reader has gone. */
    synchronized void leave(TailReader reader) {
        readers.remove(reader);
        if (readers.isEmpty()) {
            inbox.listener(null);
            subscriptions.listener(null);
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

    private void stored(EventFacts event, boolean routed) {
        offer(TailLine.stored(event, routed, chat(event)));
    }

    private void heard(Outcome outcome) {
        offer(TailLine.of(outcome, chat(outcome.event())));
    }

    private void offer(TailLine line) {
        readers.forEach(reader -> reader.offer(line));
    }

    private String chat(EventFacts event) {
        return event.chatId() == null ? null : pseudonyms.of(event.instanceId() + "/" + event.chatId());
    }
}
