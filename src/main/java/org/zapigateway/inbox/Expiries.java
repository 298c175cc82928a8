package org.zapigateway.inbox;

import java.util.concurrent.atomic.LongAdder;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;

/**
 * Counts the messages that waited in queues of the embedded broker for as long as they may, and are gone: those of the company,
 * which nobody read ({@code zapi.broker.unclaimed}), and the unrouted events, which no operator wanted.
 */
final class Expiries implements ActiveMQServerMessagePlugin {
    private final LongAdder company = new LongAdder();
    private final LongAdder unrouted = new LongAdder();

    long ofCompany() {
        return company.sum();
    }

    long ofUnrouted() {
        return unrouted.sum();
    }

    @Override
    public void messageExpired(MessageReference message, SimpleString expiryAddress, ServerConsumer consumer) {
        boolean isUnrouted =
                InboxAddresses.UNROUTED.equals(message.getQueue().getName().toString());
        (isUnrouted ? unrouted : company).increment();
    }
}
