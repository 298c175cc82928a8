package org.zapigateway.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.core.filter.Filter;

/** Takes messages out of a queue of the inbox, in order, a transaction at a time. Used by one thread. */
final class Removal implements AutoCloseable {
    private static final int BATCH = 100;
    private static final long READ_FROM_DISK_MILLIS = 2_000;

    private final EmbeddedBroker broker;
    private final BlockingQueue<QueuedEvent> arrived = new ArrayBlockingQueue<>(2 * BATCH);
    private final List<QueuedEvent> toGiveBack = new ArrayList<>();
    private final EventFeed feed;

    private Removal(EmbeddedBroker broker, String queue, Filter filter) {
        this.broker = broker;
        this.feed = new EventFeed(broker, queue, filter, arrived::offer);
    }

    /**
     * Begins to take.
     *
     * @param filter what is meant, {@code null} for all
     * @throws ActiveMQException when the broker is not running or has no such queue
     */
    static Removal from(EmbeddedBroker broker, String queue, Filter filter) throws ActiveMQException {
        Removal removal = new Removal(broker, queue, filter);
        removal.feed.open();
        return removal;
    }

    /**
     * Takes the next messages out, in one transaction with what a step does with each.
     *
     * @param most the most messages to take
     * @param more asked when nothing is there: whether something may still come
     * @return how many were taken; 0 when none came
     * @throws ActiveMQException when it is not certain that they were taken out
     */
    int next(int most, Step step, Expectation more) throws ActiveMQException {
        List<QueuedEvent> batch = batch(most, more);
        if (!batch.isEmpty()) {
            toGiveBack.addAll(batch);
            commit(batch, step);
            toGiveBack.clear();
        }
        return batch.size();
    }

    private List<QueuedEvent> batch(int most, Expectation more) throws ActiveMQException {
        List<QueuedEvent> batch = new ArrayList<>();
        QueuedEvent first = arrived.poll();
        if (first == null && more.isThere()) {
            first = awaitFirst();
        }
        if (first != null) {
            batch.add(first);
            arrived.drainTo(batch, Math.min(most, BATCH) - 1);
        }
        feed.prompt();
        return batch;
    }

    private QueuedEvent awaitFirst() throws ActiveMQException {
        try {
            return arrived.poll(READ_FROM_DISK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ActiveMQException("interrupted before all was done");
        }
    }

    private void commit(List<QueuedEvent> batch, Step step) throws ActiveMQException {
        try {
            InboxTransaction.commit(broker, transaction -> {
                for (QueuedEvent event : batch) {
                    step.with(event, transaction);
                    EventFeed.acknowledge(event, transaction.transaction());
                    // A rollback gives it back from now on.
                    toGiveBack.remove(event);
                }
                return null;
            });
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) {
            throw new ActiveMQException("not all was done: " + e, e, ActiveMQExceptionType.INTERNAL_ERROR);
        }
    }

    /** What has arrived and was not taken out stays in the queue. */
    @Override
    public void close() {
        feed.close(() -> {
            arrived.drainTo(toGiveBack);
            return toGiveBack;
        });
    }

    /** What is done with a message in the transaction that takes it out. */
    @FunctionalInterface
    interface Step {
        void with(QueuedEvent event, InboxTransaction transaction) throws Exception;
    }

    /** Knows whether something may still come. */
    @FunctionalInterface
    interface Expectation {
        boolean isThere() throws ActiveMQException;
    }
}
