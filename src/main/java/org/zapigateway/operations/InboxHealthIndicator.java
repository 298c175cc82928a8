package org.zapigateway.operations;

import java.io.IOException;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.Inbox;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.SubscriptionQueues;
import org.zapigateway.webhook.Doors;

/** The part {@code inbox}: whether the edge can append. The only part that makes the whole 503. */
@Component
class InboxHealthIndicator implements HealthIndicator {
    private final EmbeddedBroker broker;
    private final Inbox inbox;
    private final Doors doors;
    private final SubscriptionQueues queues;

    InboxHealthIndicator(EmbeddedBroker broker, Inbox inbox, Doors doors, SubscriptionQueues queues) {
        this.broker = broker;
        this.inbox = inbox;
        this.doors = doors;
        this.queues = queues;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        if (!doors.isOpen()) {
            health.down().withDetail("reason", "STARTING_OR_STOPPING");
        } else {
            inbox.whyClosed().ifPresent(reason -> health.down().withDetail("reason", reason));
        }
        int damaged = damagedPages();
        if (damaged > 0) {
            // Beside whatever else there is: the edge can append nevertheless.
            health.withDetail("damagedPages", damaged);
        }
        return health.withDetail("stored", inbox.stored())
                .withDetail("repeated", inbox.repeated())
                .withDetail("refused", inbox.refused())
                .withDetail("unrouted", queues.depth(InboxAddresses.UNROUTED))
                .withDetail("rejected", queues.depth(InboxAddresses.REJECTED))
                .build();
    }

    private int damagedPages() {
        try {
            return broker.damagedPages().size();
        } catch (IOException e) {
            return 0;
        }
    }
}
