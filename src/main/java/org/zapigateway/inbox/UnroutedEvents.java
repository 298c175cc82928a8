package org.zapigateway.inbox;

import java.time.Duration;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;

/**
 * Gives an event that no subscription's filter wants a home in {@code zapi.unrouted}, in the same transaction. Artemis'
 * {@code send-to-dla-on-no-route} does so only while the address has no queue at all; as soon as there is one, it drops
 * what no filter matches, and acknowledges it.
 */
final class UnroutedEvents implements ActiveMQServerMessagePlugin {
    /** How long an unrouted event is kept. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final SimpleString UNROUTED = SimpleString.of(InboxAddresses.UNROUTED);

    private final ActiveMQServer server;

    UnroutedEvents(ActiveMQServer server) {
        this.server = server;
    }

    @Override
    public void beforeMessageRoute(Message message, RoutingContext context, boolean direct, boolean rejectDuplicates)
            throws ActiveMQException {
        if (context.getQueueCount() == 0 && InboxAddresses.EVENTS.equals(message.getAddress())) {
            // The next event may have a taker, so this result must not be used for it.
            context.setReusable(false);
            message.setExpiration(System.currentTimeMillis() + KEPT.toMillis());
            route(message, context);
        }
    }

    private void route(Message message, RoutingContext context) throws ActiveMQException {
        try {
            // Else its memory would count among the events that somebody waits for, and drive those into pages.
            message.setAddress(UNROUTED);
            // All but a large one, whose body lies in a file.
            if (message instanceof StoredMessage stored) {
                stored.settle();
            }
            server.locateQueue(UNROUTED).route(message, context);
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) {
            // Any other type Artemis would log and forget, and the event with it.
            throw new ActiveMQException("an event could not be routed to " + UNROUTED + ": " + Causes.of(e));
        }
    }
}
