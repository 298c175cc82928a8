package org.zapigateway.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.zapigateway.event.EventHeaders;

/**
 * Counts, for each queue, the new events whose append was committed. Artemis' own counter begins anew when it has
 * counted what is on disk, some time after a start.
 */
final class Arrivals implements ActiveMQServerMessagePlugin {
    private final ConcurrentMap<String, LongAdder> byQueue = new ConcurrentHashMap<>();
    private volatile ArrivalListener listener;

    /** How many new events came into a queue since the start of the process. */
    long of(String queue) {
        LongAdder count = byQueue.get(queue);
        return count == null ? 0 : count.sum();
    }

    /** Who hears of each from now on; {@code null}: nobody. */
    void listener(ArrivalListener told) {
        listener = told;
    }

    @Override
    public void beforeMessageRoute(Message message, RoutingContext context, boolean direct, boolean rejectDuplicates) {
        Transaction transaction = context.getTransaction();
        if (transaction != null
                && context.getQueueCount() > 0
                && InboxAddresses.EVENTS.equals(message.getAddress())
                && !message.containsProperty(EventHeaders.REPLAY_OF)) {
            transaction.addOperation(new Arrival(message, context));
        }
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
            ArrivalListener current = listener;
            if (current != null) {
                current.stored(EventFacts.of(message), !queues.contains(InboxAddresses.UNROUTED));
            }
        }
    }
}
