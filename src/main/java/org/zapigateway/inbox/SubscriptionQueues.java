package org.zapigateway.inbox;

import java.util.List;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.zapigateway.event.EventHeaders;

/** The durable queues of the subscriptions: one on the address of the events, one for the dead letters. */
public final class SubscriptionQueues {
    /** A queue has one consumer, which keeps chats in order itself; groups would cost memory for each chat. */
    private static final int NO_GROUPS = 0;

    private final ActiveMQServer server;

    public SubscriptionQueues(EmbeddedBroker broker) {
        this.server = broker.server();
    }

    /**
     * Makes a subscription's queues exist. A changed filter holds for events that are accepted from now on. Artemis keeps
     * a change in memory only, so this is to be called after each start of the broker.
     *
     * @param filter an Artemis filter over {@link EventHeaders}, or {@code null} for all events
     */
    public void ensure(String subscription, String filter) throws Exception {
        QueueConfiguration events = QueueConfiguration.of(InboxAddresses.subscriptionQueue(subscription))
                .setAddress(InboxAddresses.EVENTS)
                .setRoutingType(RoutingType.MULTICAST)
                .setDurable(true)
                .setAutoDelete(false)
                .setGroupBuckets(NO_GROUPS)
                .setFilterString(filter == null ? "" : filter);
        if (server.locateQueue(events.getName()) == null) {
            server.createQueue(events);
        } else {
            server.updateQueue(events);
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

    /** The figures of all subscriptions, those whose route is gone included. */
    public List<SubscriptionFigures> figures() {
        return server.getPostOffice()
                .getAllBindings()
                .map(binding -> binding.getUniqueName().toString())
                .filter(queue -> InboxAddresses.subscriptionOf(queue) != null)
                .sorted()
                .map(this::figures)
                .toList();
    }

    private SubscriptionFigures figures(String queueName) {
        String subscription = InboxAddresses.subscriptionOf(queueName);
        Queue queue = server.locateQueue(queueName);
        return new SubscriptionFigures(
                subscription,
                queue.getMessageCount(),
                oldestSeconds(queue),
                queue.getDeliveringCount(),
                depth(InboxAddresses.deadLetterQueue(subscription)));
    }

    /** How many messages lie in a queue; 0 when there is no such queue. */
    public long depth(String queueName) {
        Queue queue = server.locateQueue(queueName);
        return queue == null ? 0 : queue.getMessageCount();
    }

    private static long oldestSeconds(Queue queue) {
        MessageReference first = queue.peekFirstMessage();
        return first == null
                ? 0
                : (System.currentTimeMillis() - first.getMessage().getTimestamp()) / 1_000;
    }
}
