package org.zapigateway.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.Consumer;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a subscription in the order of their arrival, straight from the broker's queue, whose only consumer it
 * is. It works on the broker itself and not through a client: what is given out can be acknowledged one by one, in any
 * transaction, and what is held back for a while is a reference and no copy. A client's rollback would give everything
 * back that it holds, other chats included.
 *
 * <p>Opening and closing are for one thread at a time; acknowledging is safe for many.
 */
public final class EventFeed {
    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);

    private final EmbeddedBroker broker;
    private final String queueName;
    private final Predicate<QueuedEvent> receiver;
    private final Supplier<Optional<Instant>> oldest;
    private volatile Tap tap;

    /**
     * Prepares a feed; {@link #open()} starts it.
     *
     * @param receiver takes the next event, or says {@code false} for "not now", after which {@link #prompt()} makes the
     *     feed go on; it is called by one thread at a time, which belongs to the broker, and must not wait
     * @param oldest says since when the oldest event lies in the queue that was given out and not acknowledged; it is called
     *     by any thread
     */
    public EventFeed(
            EmbeddedBroker broker,
            String subscription,
            Predicate<QueuedEvent> receiver,
            Supplier<Optional<Instant>> oldest) {
        this.broker = broker;
        this.queueName = InboxAddresses.subscriptionQueue(subscription);
        this.receiver = receiver;
        this.oldest = oldest;
    }

    /**
     * Begins to give out events.
     *
     * @throws ActiveMQException when the broker is not running or has no such queue
     */
    public void open() throws ActiveMQException {
        Queue queue = broker.queue(queueName)
                .orElseThrow(() -> new ActiveMQException(
                        ActiveMQExceptionType.NOT_CONNECTED,
                        "the embedded broker does not serve " + queueName + " now"));
        Tap opened = new Tap(queue);
        try {
            queue.addConsumer(opened);
        } catch (Exception e) {
            throw failed(e);
        }
        tap = opened;
        queue.deliverAsync();
    }

    /** Whether events come; no longer so when the broker was stopped, also when it was started again since. */
    public boolean isOpen() {
        Tap current = tap;
        return current != null && isServed(current.queue);
    }

    /** Asks for the event that the receiver did not take. */
    public void prompt() {
        Tap current = tap;
        if (current != null) {
            current.queue.deliverAsync();
        }
    }

    /**
     * Leaves the queue and gives back, in order, what was given out and not acknowledged. After a stop of the broker
     * there is nothing to give back; it has all of that on disk.
     *
     * @param unacknowledged says what that is; it is asked when no event comes any more
     */
    public void close(Supplier<Collection<QueuedEvent>> unacknowledged) {
        Tap left = tap;
        tap = null;
        if (left != null) {
            left.queue.removeConsumer(left);
        }
        Collection<QueuedEvent> events = unacknowledged.get();
        if (left != null && isServed(left.queue)) {
            giveBack(left.queue, events);
        }
    }

    private boolean isServed(Queue queue) {
        return broker.queue(queueName).filter(served -> served == queue).isPresent();
    }

    /**
     * Takes events off the queue for good; on disk when it returns.
     *
     * @throws TakenUncertainException when that is not certain
     */
    public void acknowledge(Collection<QueuedEvent> events) throws TakenUncertainException {
        try {
            InboxTransaction.commit(broker, transaction -> {
                acknowledge(events, transaction.transaction());
                return null;
            });
        } catch (Throwable e) {
            // Errors too: given back to the queue here, and run again by its lane, each would be delivered twice.
            throw new TakenUncertainException(e);
        }
    }

    /**
     * Moves an event to another queue of the inbox, in one transaction.
     *
     * @param address the queue's address
     * @param properties what is to be added to the message
     * @throws TakenUncertainException when it is not certain that the event was moved
     */
    public void move(QueuedEvent event, String address, Map<String, Object> properties) throws TakenUncertainException {
        StoredEvent stored = event.read();
        try {
            InboxTransaction.commit(broker, transaction -> {
                stored.moveTo(transaction, address, properties);
                acknowledge(List.of(event), transaction.transaction());
                return null;
            });
        } catch (Throwable e) {
            throw new TakenUncertainException(e);
        }
    }

    /** Since when the oldest event lies in a queue that a feed has given out; none when there is no such event. */
    static Stream<Instant> oldestGivenOut(Queue queue) {
        return queue.getConsumers().stream()
                .filter(Tap.class::isInstance)
                .map(Tap.class::cast)
                .flatMap(Tap::oldest);
    }

    /** Takes events off the queue within a transaction of the broker. */
    static void acknowledge(Collection<QueuedEvent> events, Transaction transaction) throws Exception {
        for (QueuedEvent event : events) {
            reference(event).acknowledge(transaction);
        }
    }

    private void giveBack(Queue queue, Collection<QueuedEvent> events) {
        StorageManager storage = broker.server().getStorageManager();
        // A broker that stops just now has none any more.
        if (storage == null) {
            return;
        }
        try {
            Transaction transaction = new TransactionImpl(storage);
            for (QueuedEvent event : events) {
                queue.cancel(transaction, reference(event), true);
            }
            transaction.rollback();
        } catch (Exception e) {
            LOG.warn(
                    "{}: {} events could not be given back ({}); they come again when the broker was restarted",
                    queueName,
                    events.size(),
                    Causes.of(e));
        } finally {
            storage.clearContext();
        }
        queue.deliverAsync();
    }

    /** What a large message takes does not count its body, which is read from a file when it is needed. */
    private static long sizeOf(MessageReference reference) {
        Message message = reference.getMessage();
        return message.isLargeMessage() ? message.getWholeMessageSize() : reference.getMessageMemoryEstimate();
    }

    private static MessageReference reference(QueuedEvent event) {
        return ((Reference) event).reference;
    }

    private static ActiveMQException failed(Exception cause) {
        return cause instanceof ActiveMQException already
                ? already
                : new ActiveMQException(Causes.of(cause), cause, ActiveMQExceptionType.INTERNAL_ERROR);
    }

    private record Reference(MessageReference reference, long size) implements QueuedEvent {
        @Override
        public String id() {
            return StoredEvent.id(reference.getMessage());
        }

        @Override
        public String group() {
            return StoredEvent.group(reference.getMessage());
        }

        @Override
        public Instant storedAt() {
            return Instant.ofEpochMilli(reference.getMessage().getTimestamp());
        }

        @Override
        public EventFacts facts() {
            return EventFacts.of(reference.getMessage());
        }

        @Override
        public StoredEvent read() {
            return StoredEvent.read(reference.getMessage());
        }
    }

    /** What the queue sees of the feed. */
    private final class Tap implements Consumer {
        private final Queue queue;
        private final long id;

        Tap(Queue queue) {
            this.queue = queue;
            this.id = broker.server().getStorageManager().generateID();
        }

        private Stream<Instant> oldest() {
            return oldest.get().stream();
        }

        /** Never on the thread of the writer that appended the event: its callers wait for an answer. */
        @Override
        public boolean supportsDirectDelivery() {
            return false;
        }

        @Override
        public HandleStatus handle(MessageReference reference) {
            if (!receiver.test(new Reference(reference, sizeOf(reference)))) {
                return HandleStatus.BUSY;
            }
            reference.handled();
            return HandleStatus.HANDLED;
        }

        @Override
        public void proceedDeliver(MessageReference reference) {
            // The receiver has it already.
        }

        @Override
        public Filter getFilter() {
            return null;
        }

        @Override
        public List<MessageReference> getDeliveringMessages() {
            return new ArrayList<>();
        }

        @Override
        public String debug() {
            return toManagementString();
        }

        @Override
        public String toManagementString() {
            return "EventFeed[" + queueName + "]";
        }

        @Override
        public void disconnect() {
            // The queue was removed; isOpen() tells it.
        }

        @Override
        public void failed(Throwable failure) {
            // There is no connection that could fail; isOpen() tells when the broker has stopped.
        }

        @Override
        public long sequentialID() {
            return id;
        }
    }
}
