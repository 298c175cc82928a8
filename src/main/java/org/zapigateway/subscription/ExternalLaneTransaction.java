package org.zapigateway.subscription;

import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;
import org.zapigateway.inbox.EventFeed;
import org.zapigateway.inbox.QueuedEvent;
import org.zapigateway.inbox.TakenUncertainException;

/**
 * The company's broker is another one: its transaction commits first, the inbox last. What is then repeated after a crash,
 * that broker knows by its duplicate id.
 */
final class ExternalLaneTransaction implements LaneTransaction {
    private final TransactionTemplate sends;
    private final EventFeed feed;

    ExternalLaneTransaction(TransactionTemplate sends, EventFeed feed) {
        this.sends = sends;
        this.feed = feed;
    }

    @Override
    public void run(Runnable batch) {
        sends.executeWithoutResult(status -> batch.run());
    }

    @Override
    public boolean isFull() {
        // The messages are in the company's broker.
        return false;
    }

    @Override
    public void commit(List<QueuedEvent> events) throws TakenUncertainException {
        feed.acknowledge(events);
    }

    @Override
    public void rollback() {
        // The sends were rolled back where they ran.
    }

    @Override
    public void close() {
        // Connections belong to the company's broker.
    }
}
