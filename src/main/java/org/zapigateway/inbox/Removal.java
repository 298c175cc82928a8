package org.zapigateway.inbox;

import java.util.List;
import java.util.function.IntConsumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * Takes messages out of a queue that nobody consumes, from where they lie: in the broker's memory or in a page on disk. A
 * consumer would be given only what the broker has read from its pages, and so much of it as fits into memory: behind
 * messages that are not meant it would see nothing.
 */
final class Removal {
    private static final int BATCH = 100;

    private final EmbeddedBroker broker;
    private final Queue queue;
    private final Step step;

    /**
     * Prepares a removal.
     *
     * @param step what is done with each message in the transaction that takes it out
     */
    Removal(EmbeddedBroker broker, Queue queue, Step step) {
        this.broker = broker;
        this.queue = queue;
        this.step = step;
    }

    /**
     * Takes messages out, in transactions of a hundred. Those that have left the queue since they were found, by their age or
     * because newer ones took their place, are passed over.
     *
     * @param found from a look at the queue, in its order
     * @param committed is told how many each transaction has taken
     * @return how many were taken
     * @throws ActiveMQException when it is not certain that all of them were
     */
    int take(List<MessageReference> found, IntConsumer committed) throws ActiveMQException {
        int taken = 0;
        for (int from = 0; from < found.size(); from += BATCH) {
            int count = commit(found.subList(from, Math.min(from + BATCH, found.size())));
            taken += count;
            committed.accept(count);
        }
        return taken;
    }

    private int commit(List<MessageReference> batch) throws ActiveMQException {
        try {
            return InboxTransaction.commit(broker, transaction -> {
                int taken = 0;
                for (MessageReference found : batch) {
                    MessageReference reference = takeOut(found);
                    if (reference != null) {
                        // From here on a rollback puts it back.
                        reference.handled();
                        reference.acknowledge(transaction.transaction());
                        step.with(StoredEvent.read(reference.getMessage()), transaction);
                        taken++;
                    }
                }
                return taken;
            });
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) {
            throw new ActiveMQException("not all was done: " + Causes.of(e), e, ActiveMQExceptionType.INTERNAL_ERROR);
        }
    }

    /** Also what lies in a page may be in memory since, and must not stay there; {@code null} when it is gone. */
    private MessageReference takeOut(MessageReference found) throws Exception {
        MessageReference inMemory =
                queue.removeReferenceWithID(found.getMessage().getMessageID());
        if (inMemory != null) {
            return inMemory;
        }
        return found.isPaged() && !QueueWalk.isGone(queue, found) ? found : null;
    }

    /** What is done with a message in the transaction that takes it out. */
    @FunctionalInterface
    interface Step {
        void with(StoredEvent event, InboxTransaction transaction) throws Exception;
    }
}
