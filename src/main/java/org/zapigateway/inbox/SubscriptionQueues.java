package org.zapigateway.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.filter.impl.FilterImpl;
import org.apache.activemq.artemis.core.paging.cursor.PageSubscription;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalRecordIds;
import org.apache.activemq.artemis.core.persistence.impl.journal.codec.PersistentQueueBindingEncoding;
import org.apache.activemq.artemis.core.postoffice.Binding;
import org.apache.activemq.artemis.core.postoffice.PostOffice;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.zapigateway.event.EventHeaders;

/**
 * The durable queues of the subscriptions: one on the address of the events, one for the dead letters. While the broker
 * is started again they have no figures.
 */
public final class SubscriptionQueues {
    /** A queue has one consumer, which keeps chats in order itself; groups would cost memory for each chat. */
    private static final int NO_GROUPS = 0;

    /** A filter that no event passes. */
    private static final String NOTHING =
            EventHeaders.EVENT_ID + " IS NULL AND " + EventHeaders.EVENT_ID + " IS NOT NULL";

    private static final SimpleString ALL_EVENTS = SimpleString.of("");

    private final Map<String, String> filters = new TreeMap<>();
    private final EmbeddedBroker broker;
    private volatile ActiveMQServer server;
    private volatile Instant startedAt = Instant.now();

    public SubscriptionQueues(EmbeddedBroker broker) {
        this.broker = broker;
        server = broker.server();
        broker.onStart(this::restore);
    }

    /**
     * Makes a subscription's queues exist; while the broker does not run, from its next start on. A changed filter holds
     * for events that are accepted from now on.
     *
     * @param filter an Artemis filter over {@link EventHeaders}, or {@code null} for all events
     */
    public synchronized void ensure(String subscription, String filter) throws Exception {
        // One that is no filter must not keep the broker from its next start.
        FilterImpl.createFilter(filter);
        filters.put(subscription, filter);
        if (server.isActive()) {
            ensure(subscription);
        }
    }

    /** A broker that was started again knows what was on its disk, which may be less than what routes have said. */
    private synchronized void restore(ActiveMQServer started) throws Exception {
        server = started;
        startedAt = Instant.now();
        for (String subscription : filters.keySet()) {
            ensure(subscription);
        }
    }

    private void ensure(String subscription) throws Exception {
        String filter = filters.get(subscription);
        QueueConfiguration events = QueueConfiguration.of(InboxAddresses.subscriptionQueue(subscription))
                .setAddress(InboxAddresses.EVENTS)
                .setRoutingType(RoutingType.MULTICAST)
                .setDurable(true)
                .setAutoDelete(false)
                .setGroupBuckets(NO_GROUPS)
                .setFilterString(filter == null ? "" : filter);
        Queue existing = server.locateQueue(events.getName());
        if (existing == null) {
            server.createQueue(events);
        } else {
            server.updateQueue(events);
            keepFilter(existing, filter == null ? ALL_EVENTS : SimpleString.of(filter));
        }
        String deadLetters = InboxAddresses.deadLetterQueue(subscription);
        server.createQueue(
                QueueConfiguration.of(deadLetters)
                        .setAddress(deadLetters)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true)
                        .setAutoCreateAddress(true)
                        .setAutoDelete(false),
                true);
    }

    /**
     * Has a changed filter on disk, for the time when no route says it any more. Artemis writes the filter down with which it
     * has made or loaded the queue, whatever it is now.
     */
    private void keepFilter(Queue queue, SimpleString filter) throws Exception {
        QueueConfiguration written = queue.getQueueConfiguration();
        if (!filter.equals(Objects.requireNonNullElse(written.getFilterString(), ALL_EVENTS))) {
            server.getStorageManager()
                    .getBindingsJournal()
                    .appendUpdateRecord(
                            queue.getID(),
                            JournalRecordIds.QUEUE_BINDING_RECORD,
                            new PersistentQueueBindingEncoding(written.setFilterString(filter)),
                            true);
        }
    }

    /**
     * Removes the queues of a subscription that nobody works on, for good.
     *
     * @param withMessages whether they may hold something, which is removed with them
     * @return what they held; when that is something and {@code withMessages} is not said, nothing was removed
     * @throws NoSuchElementException when there is no such subscription
     * @throws ActiveMQException when what it holds is not certain, because the disk or
     *     the broker does not keep up; nothing was removed, and another attempt is safe
     */
    public synchronized SubscriptionFigures remove(String subscription, boolean withMessages) throws Exception {
        SubscriptionFigures held = figures(subscription)
                .orElseThrow(() -> new NoSuchElementException("there is no subscription '" + subscription + "'"));
        if (withMessages) {
            return removeWithMessages(subscription);
        }
        return held.isInUse() ? held : removeEmpty(subscription);
    }

    /** Appends and replays wait meanwhile: nothing can come between the last look and the end. */
    private SubscriptionFigures removeEmpty(String subscription) throws Exception {
        return broker.betweenCommits(() -> {
            SubscriptionFigures held = lastFigures(subscription);
            if (!held.isInUse()) {
                destroy(subscription);
            }
            return held;
        });
    }

    /** Removing much takes long, and no append waits for that: they pass the queue by. */
    private SubscriptionFigures removeWithMessages(String subscription) throws Exception {
        Queue events = queue(InboxAddresses.subscriptionQueue(subscription)).orElseThrow();
        Filter filter = events.getFilter();
        SubscriptionFigures held = broker.betweenCommits(() -> {
            SubscriptionFigures last = lastFigures(subscription);
            events.setFilter(FilterImpl.createFilter(NOTHING));
            return last;
        });
        try {
            destroy(subscription);
        } finally {
            events.setFilter(filter);
        }
        return held;
    }

    /** Between commits only: what they bring counts. */
    private SubscriptionFigures lastFigures(String subscription) throws ActiveMQException {
        for (String name :
                List.of(InboxAddresses.subscriptionQueue(subscription), InboxAddresses.deadLetterQueue(subscription))) {
            Optional<Queue> queue = queue(name);
            if (queue.isPresent()) {
                QueueThread.catchUp(queue.get());
            }
        }
        return figures(subscription).orElseThrow();
    }

    private void destroy(String subscription) throws Exception {
        filters.remove(subscription);
        SimpleString deadLetters = SimpleString.of(InboxAddresses.deadLetterQueue(subscription));
        server.destroyQueue(SimpleString.of(InboxAddresses.subscriptionQueue(subscription)));
        if (server.locateQueue(deadLetters) != null) {
            server.destroyQueue(deadLetters);
            server.removeAddressInfo(deadLetters, null);
        }
    }

    /** The figures of all subscriptions, those whose route is gone included. */
    public List<SubscriptionFigures> figures() {
        return names(InboxAddresses::subscriptionOf).stream()
                .flatMap(subscription -> figures(subscription).stream())
                .toList();
    }

    private Optional<SubscriptionFigures> figures(String subscription) {
        return queue(InboxAddresses.subscriptionQueue(subscription))
                .map(queue -> new SubscriptionFigures(
                        subscription,
                        queue.getMessageCount(),
                        oldestSeconds(queue),
                        queue.getDeliveringCount(),
                        depth(InboxAddresses.deadLetterQueue(subscription))));
    }

    /**
     * What can be counted of a subscription.
     *
     * @return empty when there is none of that name, or while the broker still counts what it has on disk
     */
    public Optional<SubscriptionCounts> counts(String subscription) {
        String eventQueue = InboxAddresses.subscriptionQueue(subscription);
        Optional<Queue> events = queue(eventQueue).filter(SubscriptionQueues::isCounted);
        Optional<Queue> dead =
                queue(InboxAddresses.deadLetterQueue(subscription)).filter(SubscriptionQueues::isCounted);
        return events.isEmpty() || dead.isEmpty()
                ? Optional.empty()
                : Optional.of(new SubscriptionCounts(
                        startedAt,
                        broker.arrivals().of(eventQueue),
                        events.get().getMessageCount(),
                        dead.get().getMessageCount()));
    }

    /** Whether the broker has counted what it found of a queue on disk when it started. */
    static boolean isCounted(Queue queue) {
        PageSubscription paged = queue.getPageSubscription();
        return paged == null || !paged.isCounterPending();
    }

    /** How many messages lie in a queue; 0 when there is no such queue. */
    public long depth(String queueName) {
        return queue(queueName).map(Queue::getMessageCount).orElse(0L);
    }

    /** Since when the oldest message of a queue lies there, delivered just now or not; empty when there is none. */
    public Optional<Instant> oldest(String queueName) {
        return queue(queueName).flatMap(SubscriptionQueues::oldest);
    }

    /** Whether a subscription exists, with a route or without. */
    public boolean exists(String subscription) {
        return queue(InboxAddresses.subscriptionQueue(subscription)).isPresent();
    }

    /** The subscriptions that have a queue of dead letters, in order. */
    public List<String> withDeadLetters() {
        return names(InboxAddresses::subscriptionOfDeadLetters);
    }

    private List<String> names(UnaryOperator<String> ofQueue) {
        PostOffice postOffice = server.getPostOffice();
        if (postOffice == null) {
            return List.of();
        }
        return postOffice
                .getAllBindings()
                .map(binding -> ofQueue.apply(binding.getUniqueName().toString()))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    private Optional<Queue> queue(String name) {
        return Optional.ofNullable(server.getPostOffice())
                .map(postOffice -> postOffice.getBinding(SimpleString.of(name)))
                .map(Binding::getBindable)
                .map(Queue.class::cast);
    }

    /** What was given out shows in the queue no more. The feed is asked last, or what moves just now would be in neither. */
    private static Optional<Instant> oldest(Queue queue) {
        Optional<Instant> first = first(queue);
        return Stream.concat(first.stream(), EventFeed.oldestGivenOut(queue)).min(Comparator.naturalOrder());
    }

    /** Not by peekFirstMessage(), which does not know what is paged to disk. */
    private static Optional<Instant> first(Queue queue) {
        try (LinkedListIterator<MessageReference> messages = queue.browserIterator()) {
            return hasNext(messages)
                    ? Optional.of(
                            Instant.ofEpochMilli(messages.next().getMessage().getTimestamp()))
                    : Optional.empty();
        }
    }

    /** The broker looks for a message and takes it in two steps; when the last one leaves in between it fails, and is asked again. */
    private static boolean hasNext(LinkedListIterator<MessageReference> messages) {
        while (true) {
            try {
                return messages.hasNext();
            } catch (NoSuchElementException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static long oldestSeconds(Queue queue) {
        return oldest(queue)
                .map(since -> Duration.between(since, Instant.now()).toSeconds())
                .orElse(0L);
    }
}
