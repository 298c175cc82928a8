package org.zapigateway.proof;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.zapigateway.event.EventType;
import org.zapigateway.inbox.BrokerSettings;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.InboxSettings;
import org.zapigateway.inbox.SubscriptionFigures;
import org.zapigateway.inbox.SubscriptionQueues;

/**
 * What is left in the journal of a gateway that has ended: read by a broker on the same files, since clients from outside
 * may not look into the gateway's own queues.
 *
 * @param subscriptions how many there are
 * @param waiting events in subscriptions
 * @param elsewhere messages in places where none belongs after a good run, by queue: dead letters, unrouted, rejected,
 *     and company queues that were consumed to the end
 */
record StoppedInbox(int subscriptions, long waiting, Map<String, Long> elsewhere) {
    static StoppedInbox of(Path dataDirectory) throws Exception {
        // This process has not the gateway's settings of its log.
        ((Logger) LoggerFactory.getLogger("org.apache.activemq")).setLevel(Level.ERROR);
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of("zapi.broker.acceptor", "")));
        EmbeddedBroker broker = new EmbeddedBroker(
                dataDirectory.resolve("inbox"),
                false,
                binder.bindOrCreate("zapi.inbox", InboxSettings.class),
                binder.bindOrCreate("zapi.broker", BrokerSettings.class));
        broker.start();
        try {
            return look(new SubscriptionQueues(broker));
        } finally {
            broker.stop();
        }
    }

    private static StoppedInbox look(SubscriptionQueues queues) {
        long waiting = 0;
        Map<String, Long> elsewhere = new TreeMap<>();
        for (SubscriptionFigures subscription : queues.figures()) {
            waiting += subscription.depth();
            count(elsewhere, queues, InboxAddresses.deadLetterQueue(subscription.name()));
        }
        count(elsewhere, queues, InboxAddresses.UNROUTED);
        count(elsewhere, queues, InboxAddresses.REJECTED);
        count(elsewhere, queues, "DLQ");
        for (EventType type : EventType.values()) {
            count(elsewhere, queues, CompanyQueues.queueOf(type));
        }
        return new StoppedInbox(queues.figures().size(), waiting, elsewhere);
    }

    private static void count(Map<String, Long> elsewhere, SubscriptionQueues queues, String queue) {
        long depth = queues.depth(queue);
        if (depth > 0) {
            elsewhere.put(queue, depth);
        }
    }
}
