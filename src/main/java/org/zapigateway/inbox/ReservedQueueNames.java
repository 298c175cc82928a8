package org.zapigateway.inbox;

import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerQueuePlugin;

/**
 * Keeps the names of the gateway's queues to its own addresses. Artemis asks for the rights of the address only, so that
 * a client could otherwise take the name of a subscription to come, on an address of its own, and with it the
 * subscription.
 */
final class ReservedQueueNames implements ActiveMQServerQueuePlugin {
    @Override
    public void beforeCreateQueue(QueueConfiguration queue) throws ActiveMQSecurityException {
        if (InboxAddresses.isReserved(queue.getName().toString())
                && !InboxAddresses.isReserved(queue.getAddress().toString())) {
            throw new ActiveMQSecurityException("queue names that begin with zapi. belong to the gateway");
        }
    }
}
