package org.zapigateway.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.KeptMessages;
import org.zapigateway.inbox.KeptMessages.Taken;
import org.zapigateway.inbox.StoredEvent;
import org.zapigateway.inbox.SubscriptionQueues;

/**
 * What waits for an operator: the dead letters of each subscription, the events that no subscription wanted
 * ({@code zapi.unrouted}) and the bodies that became no event ({@code zapi.rejected}). Safe for use by several
 * threads; what changes a queue happens one after the other.
 *
 * <p>Its methods throw {@link NoSuchElementException} when there is no queue of that name,
 * {@link IllegalArgumentException} when they are asked for what makes no sense, and {@link ActiveMQException} when the
 * broker does not do it; the messages are for the operator.
 */
public final class DeadLetters {
    /** The most messages that one call moves or removes. */
    public static final int MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final List<String> OTHERS = List.of(InboxAddresses.UNROUTED, InboxAddresses.REJECTED);

    private final KeptMessages messages;
    private final SubscriptionQueues queues;
    private final Ledgers ledgers;

    DeadLetters(KeptMessages messages, SubscriptionQueues queues, Ledgers ledgers) {
        this.messages = messages;
        this.queues = queues;
        this.ledgers = ledgers;
    }

    /** The queues, also those that are empty: of the subscriptions by name, then the others. */
    public List<DeadLetterQueue> queues() {
        List<String> names = new ArrayList<>(queues.withDeadLetters());
        names.addAll(OTHERS);
        return names.stream().map(this::queue).toList();
    }

    /** One of the queues. */
    public DeadLetterQueue queue(String name) {
        String queue = queueOf(name);
        return new DeadLetterQueue(
                name, queues.depth(queue), queues.oldest(queue).orElse(null));
    }

    /**
     * Shows messages to a visitor, one after the other, in order; they stay where they are.
     *
     * @param visitor says whether to go on
     */
    public void browse(String name, DeadLetterFilter filter, Predicate<WaitingDeadLetter> visitor)
            throws ActiveMQException {
        messages.browse(queueOf(name), filter.expression(), message -> visitor.test(WaitingDeadLetter.read(message)));
    }

    /** How many messages are meant. */
    public long count(String name, DeadLetterFilter filter) throws ActiveMQException {
        return messages.count(queueOf(name), filter.expression());
    }

    /** How many events {@link #replay} would give to a subscription again; it fails where that would. */
    public long countToReplay(String name, String to, DeadLetterFilter filter) throws ActiveMQException {
        target(name, to);
        return count(name, filter);
    }

    /**
     * Gives events to a subscription again, in their order, behind what waits there. Each keeps its id and bears
     * {@code replayOf}; its attempts are counted anew. What comes to lie there while this works is left alone, so an
     * event that dies again at once is not replayed without end.
     *
     * @param to the subscription, or {@code null} for the one whose dead letters they are
     * @param limit the most events to replay, up to {@link #MOST}
     * @param reason for the log, or {@code null}
     */
    public synchronized Taken replay(String name, String to, DeadLetterFilter filter, int limit, String reason)
            throws ActiveMQException {
        String queue = queueOf(name);
        String subscription = target(name, to);
        Tally tally = ledgers.tally(subscription);
        IntConsumer count = name.equals(subscription) ? tally::countReplayed : tally::countAdopted;
        Taken replayed = messages.replay(queue, filter.upToNow().expression(), subscription, bounded(limit), count);
        LOG.info(
                "dead letters: {} of {} replayed to subscription {}{}",
                replayed.count(),
                name,
                subscription,
                new OperatorReason(reason));
        return replayed;
    }

    /**
     * Removes messages for good.
     *
     * @param limit the most messages to remove, up to {@link #MOST}
     * @param reason for the log
     */
    public synchronized Taken discard(String name, DeadLetterFilter filter, int limit, String reason)
            throws ActiveMQException {
        OperatorReason.require(reason, "discarding");
        Taken discarded =
                messages.discard(queueOf(name), filter.upToNow().expression(), bounded(limit), discardedFrom(name));
        LOG.info("dead letters: {} of {} discarded{}", discarded.count(), name, new OperatorReason(reason));
        return discarded;
    }

    /**
     * Removes messages for good that are chosen by what is in them; who asks for it logs why.
     *
     * @param meant is asked by the calling thread
     * @param limit the most messages to remove, up to {@link #MOST}
     */
    public synchronized Taken discard(String name, Predicate<StoredEvent> meant, int limit) throws ActiveMQException {
        return messages.discard(queueOf(name), meant, bounded(limit), discardedFrom(name));
    }

    private IntConsumer discardedFrom(String name) {
        return OTHERS.contains(name) ? events -> {} : ledgers.tally(name)::countDiscarded;
    }

    private String queueOf(String name) {
        if (OTHERS.contains(name)) {
            return name;
        }
        if (!queues.withDeadLetters().contains(name)) {
            throw new NoSuchElementException("there are no dead letters of '" + name + "'; there are those of "
                    + String.join(", ", queues.withDeadLetters()) + ", and " + String.join(", ", OTHERS));
        }
        return InboxAddresses.deadLetterQueue(name);
    }

    private String target(String name, String to) {
        if (name.equals(InboxAddresses.REJECTED)) {
            throw new IllegalArgumentException("zapi.rejected holds bodies as they came: there is no event in them to "
                    + "replay; export them, to look at them or to post them again, or discard them");
        }
        if (!name.equals(InboxAddresses.UNROUTED)) {
            if (to != null && !to.equals(name)) {
                throw new IllegalArgumentException("the dead letters of '" + name + "' go back to it and not to '" + to
                        + "'; leave 'to' out. A route can take a subscription over by its parameter 'subscription'");
            }
            return name;
        }
        if (to == null || !queues.exists(to)) {
            throw new IllegalArgumentException("no subscription wanted these events: name the one that is to get them "
                    + "as 'to'" + (to == null ? "" : "; there is no subscription '" + to + "'"));
        }
        return to;
    }

    private static int bounded(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is " + limit + "; it must be between 1 and " + MOST);
        }
        return limit;
    }
}
