package org.zapigateway.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zapigateway.event.EventHeaders;

/**
 * Counts, for each queue, the new events whose append was committed. Artemis' own counter begins anew when it has
 * counted what is on disk, some time after a start.
 */
final class Arrivals implements ActiveMQServerMessagePlugin {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final ConcurrentMap<String, LongAdder> byQueue = new ConcurrentHashMap<>();
    private final List<ArrivalListener> listeners = new CopyOnWriteArrayList<>();

    /** How many new events came into a queue since the start of the process. */
    long of(String queue) {
        LongAdder count = byQueue.get(queue);
        return count == null ? 0 : count.sum();
    }

    /** Somebody hears of each from now on. */
    void add(ArrivalListener listener) {
        listeners.add(listener);
    }

    /** Somebody hears of none from now on. */
    void remove(ArrivalListener listener) {
        listeners.remove(listener);
    }

    /** Tells of an event that was stored before. */
    void repeated(StoredEvent event) {
        if (!listeners.isEmpty()) {
            EventFacts facts = EventFacts.of(event);
            tell(listener -> listener.repeated(facts));
        }
    }

    /** Behind this the broker brings the event into its queues in memory: a listener that fails must not keep it from that. */
    private void tell(Consumer<ArrivalListener> news) {
        for (ArrivalListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (Throwable e) {
                LOG.error("inbox: somebody could not be told of an event", e);
            }
        }
    }

    @Override
    public void beforeMessageRoute(Message message, RoutingContext context, boolean direct, boolean rejectDuplicates) {
        Transaction transaction = context.getTransaction();
        if (transaction != null
                && context.getQueueCount() > 0
                && isNew(message)
                && !message.containsProperty(EventHeaders.REPLAY_OF)) {
            transaction.addOperation(new Arrival(message, context));
        }
    }

    /**
     * An event that nobody wants is readdressed before it is stored; nothing else comes to that address. While there is no
     * subscription at all Artemis brings it there once more, and notes on it where it was.
     */
    private static boolean isNew(Message message) {
        String address = message.getAddress();
        return InboxAddresses.EVENTS.equals(address)
                || InboxAddresses.UNROUTED.equals(address) && !message.containsProperty(Message.HDR_ORIGINAL_ADDRESS);
    }

    private final class Arrival extends TransactionOperationAbstract {
        private final Message message;
        private final List<String> queues = new ArrayList<>();

        private Arrival(Message message, RoutingContext context) {
            this.message = message;
            context.forEachDurable(queue -> queues.add(queue.getName().toString()));
        }

        @Override
        public void afterCommit(Transaction transaction) {
            queues.forEach(queue ->
                    byQueue.computeIfAbsent(queue, name -> new LongAdder()).increment());
            if (!listeners.isEmpty()) {
                EventFacts facts = EventFacts.of(message);
                List<String> subscriptions = subscriptions();
                tell(listener -> listener.stored(facts, subscriptions));
            }
        }

        private List<String> subscriptions() {
            List<String> names = new ArrayList<>(queues.size());
            for (String queue : queues) {
                String name = InboxAddresses.subscriptionOf(queue);
                if (name != null) {
                    names.add(name);
                }
            }
            return names;
        }
    }
}
