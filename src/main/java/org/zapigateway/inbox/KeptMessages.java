package org.zapigateway.inbox;

import java.util.NoSuchElementException;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.filter.impl.FilterImpl;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;

/**
 * What the inbox keeps until an operator decides: dead letters, unrouted events, rejected bodies. A queue may hold
 * millions of them, so they are read one after the other and never held together. Safe for use by several threads.
 */
public final class KeptMessages {
    /** The property of a rejected body that says why it could not be parsed. */
    public static final String WHY_REJECTED = "reason";

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
        browse(queue, FilterImpl.createFilter(filter), Integer.MAX_VALUE, visitor);
    }

    /**
     * The same for the beginning of a queue only, so that a long one on disk is not read as a whole.
     *
     * @param most how many messages to look at, whether they match or not
     * @return whether all there were was looked at
     */
    public boolean browse(String queue, String filter, int most, Visitor visitor) throws ActiveMQException {
        return browse(queue, FilterImpl.createFilter(filter), most, visitor);
    }

    private boolean browse(String queue, Filter wanted, int most, Visitor visitor) throws ActiveMQException {
        Queue browsed = require(queue);
        // What has just come in is in nobody's view before the queue's own thread has seen it.
        browsed.flushExecutor();
        try (LinkedListIterator<MessageReference> messages = browsed.browserIterator()) {
            for (int seen = 0; messages.hasNext(); seen++) {
                if (seen == most) {
                    return false;
                }
                Message message = messages.next().getMessage();
                if ((wanted == null || wanted.match(message)) && !visitor.visit(message)) {
                    return true;
                }
            }
        } catch (NoSuchElementException e) {
            // The page was read up and deleted meanwhile; it was the last.
        }
        return true;
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
        return take(queue, FilterImpl.createFilter(filter), limit, committed, (event, transaction) -> event.read()
                .replayTo(transaction, subscription));
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
        return take(queue, FilterImpl.createFilter(filter), limit, committed, (event, transaction) -> {});
    }

    /** The same for messages that are chosen by what is in them, which takes reading each. */
    public Taken discard(String queue, Predicate<StoredEvent> meant, int limit, IntConsumer committed)
            throws ActiveMQException {
        return take(queue, new ContentFilter(meant), limit, committed, (event, transaction) -> {});
    }

    private Taken take(String queue, Filter filter, int limit, IntConsumer committed, Removal.Step step)
            throws ActiveMQException {
        int taken = 0;
        try (Removal removal = Removal.from(broker, queue, filter)) {
            int last = -1;
            while (taken < limit && last != 0) {
                last = removal.next(limit - taken, step, () -> mayStillCome(queue, filter));
                taken += last;
                committed.accept(last);
            }
        }
        return new Taken(taken, hasAny(queue, filter));
    }

    /** What is on its way, or in pages on disk, does not come at once. */
    private boolean mayStillCome(String queue, Filter filter) throws ActiveMQException {
        // In this order: what is handed over in between is seen by the second look.
        return hasAny(queue, filter) || require(queue).getDeliveringCount() > 0;
    }

    private boolean hasAny(String queue, Filter filter) throws ActiveMQException {
        boolean[] found = new boolean[1];
        browse(queue, filter, Integer.MAX_VALUE, message -> {
            found[0] = true;
            return false;
        });
        return found[0];
    }

    private Queue require(String queue) throws ActiveMQException {
        Queue found = broker.isRunning() ? broker.server().locateQueue(queue) : null;
        if (found == null) {
            throw new ActiveMQException(
                    ActiveMQExceptionType.QUEUE_DOES_NOT_EXIST, "the inbox does not serve " + queue + " now");
        }
        return found;
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
