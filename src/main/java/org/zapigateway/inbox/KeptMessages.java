package org.zapigateway.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.filter.impl.FilterImpl;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * What the inbox keeps until an operator decides: dead letters, unrouted events, rejected bodies. A queue may hold
 * millions of them, so they are read one after the other and never held together. Safe for use by several threads.
 */
public final class KeptMessages {
    /** The property of a rejected body that says why it became no event. */
    public static final String WHY_REJECTED = "reason";

    /** How many messages are found in one look: it holds them, and each look begins at the head of the queue. */
    private static final int LOOK = 1_000;

    private final EmbeddedBroker broker;

    public KeptMessages(EmbeddedBroker broker) {
        this.broker = broker;
    }

    /**
     * Shows the messages of a queue to a visitor, in order; they stay there. It reads what the broker holds and on from
     * there what it has on disk; a client that browses may be told too early that there is no more.
     *
     * @param filter an Artemis filter, or {@code null} for all
     * @throws ActiveMQException when the broker is not running, or there is no such queue
     */
    public void browse(String queue, String filter, Visitor visitor) throws ActiveMQException {
        browse(queue, filter, Integer.MAX_VALUE, visitor);
    }

    /**
     * The same for the beginning of a queue only, so that a long one on disk is not read as a whole.
     *
     * @param most how many messages to look at, whether they match or not
     * @return whether all there were was looked at
     */
    public boolean browse(String queue, String filter, int most, Visitor visitor) throws ActiveMQException {
        Predicate<Message> wanted = wanted(filter);
        return browse(
                require(queue),
                most,
                reference -> !wanted.test(reference.getMessage()) || visitor.visit(reference.getMessage()));
    }

    private static boolean browse(Queue queue, int most, Predicate<MessageReference> visitor) throws ActiveMQException {
        try (QueueWalk walk = new QueueWalk(queue)) {
            MessageReference reference = walk.next();
            for (int seen = 0; reference != null; seen++) {
                if (seen == most) {
                    return false;
                }
                if (!visitor.test(reference)) {
                    return false;
                }
                reference = walk.next();
            }
            return true;
        }
    }

    /**
     * How many messages of a queue match a filter.
     *
     * @param filter an Artemis filter, or {@code null} for all
     */
    public long count(String queue, String filter) throws ActiveMQException {
        long[] count = new long[1];
        browse(queue, filter, message -> ++count[0] > 0);
        return count[0];
    }

    /**
     * Moves messages to a subscription, whatever its filter says, as replays of their events. They go in transactions of
     * a hundred: a message is in the one queue or in the other, never in both and never in none.
     *
     * @param limit the most messages to move
     * @param committed is told how many each transaction has moved
     * @return what was moved, and whether there is more
     * @throws ActiveMQException when it is not certain that all of them were moved
     */
    public Taken replay(String queue, String filter, String subscription, int limit, IntConsumer committed)
            throws ActiveMQException {
        return take(
                queue,
                wanted(filter),
                limit,
                committed,
                (event, transaction) -> event.replayTo(transaction, subscription));
    }

    /**
     * Removes messages for good.
     *
     * @param limit the most messages to remove
     * @param committed is told how many each transaction has removed
     * @return what was removed, and whether there is more
     * @throws ActiveMQException when it is not certain that all of them were removed
     */
    public Taken discard(String queue, String filter, int limit, IntConsumer committed) throws ActiveMQException {
        return take(queue, wanted(filter), limit, committed, (event, transaction) -> {});
    }

    /** The same for messages that are chosen by what is in them, which takes reading each. */
    public Taken discard(String queue, Predicate<StoredEvent> meant, int limit, IntConsumer committed)
            throws ActiveMQException {
        return take(
                queue, message -> meant.test(StoredEvent.read(message)), limit, committed, (event, transaction) -> {});
    }

    private Taken take(String name, Predicate<Message> wanted, int limit, IntConsumer committed, Removal.Step step)
            throws ActiveMQException {
        Queue queue = require(name);
        Removal removal = new Removal(broker, queue, step);
        int taken = 0;
        boolean more = true;
        while (more && taken < limit) {
            int most = Math.min(LOOK, limit - taken);
            // One more, to know whether there is more.
            List<MessageReference> found = first(queue, wanted, most + 1);
            more = found.size() > most;
            taken += removal.take(more ? found.subList(0, most) : found, committed);
        }
        return new Taken(taken, more);
    }

    private static List<MessageReference> first(Queue queue, Predicate<Message> wanted, int most)
            throws ActiveMQException {
        List<MessageReference> found = new ArrayList<>();
        browse(
                queue,
                Integer.MAX_VALUE,
                reference -> !wanted.test(reference.getMessage()) || found.add(reference) && found.size() < most);
        return found;
    }

    private static Predicate<Message> wanted(String filter) throws ActiveMQException {
        Filter wanted = FilterImpl.createFilter(filter);
        return wanted == null ? message -> true : wanted::match;
    }

    private Queue require(String queue) throws ActiveMQException {
        return broker.queue(queue)
                .orElseThrow(() -> new ActiveMQException(
                        ActiveMQExceptionType.QUEUE_DOES_NOT_EXIST, "the inbox does not serve " + queue + " now"));
    }

    /** Is shown messages. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Looks at a message.
         *
         * @return whether to go on
         */
        boolean visit(Message message);
    }

    /**
     * What was taken out of a queue.
     *
     * @param count how many messages
     * @param more whether others like them are still there
     */
    public record Taken(int count, boolean more) {}
}
