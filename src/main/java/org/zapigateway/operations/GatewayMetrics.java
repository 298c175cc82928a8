package org.zapigateway.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.Inbox;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.SubscriptionQueues;
import org.zapigateway.webhook.Doors;
import org.zapigateway.webhook.Refusal;
import org.zapigateway.webhook.Refusals;

/** The figures of the edge and the inbox for Prometheus. */
@Component
class GatewayMetrics implements MeterBinder {
    private static final String EXPIRED = "Messages of the embedded broker that nobody took in time";

    private final Inbox inbox;
    private final Doors doors;
    private final Refusals refusals;
    private final SubscriptionQueues queues;
    private final EmbeddedBroker broker;

    GatewayMetrics(Inbox inbox, Doors doors, Refusals refusals, SubscriptionQueues queues, EmbeddedBroker broker) {
        this.inbox = inbox;
        this.doors = doors;
        this.refusals = refusals;
        this.queues = queues;
        this.broker = broker;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("zapi.events.stored", inbox, Inbox::stored)
                .description("Events that were new and are on disk")
                .register(registry);
        FunctionCounter.builder("zapi.events.repeated", inbox, Inbox::repeated)
                .description("Events that were on disk already")
                .register(registry);
        for (Refusal refusal : Refusal.values()) {
            FunctionCounter.builder("zapi.requests.refused", refusals, all -> all.count(refusal))
                    .tag("reason", refusal.reason())
                    .description("Requests that were not answered 200")
                    .register(registry);
        }
        Gauge.builder("zapi.inbox.open", this, metrics -> metrics.takesEvents() ? 1 : 0)
                .description("1 when events are taken; 0 when the gateway starts or stops, the disk is short, fails or "
                        + "hangs, or the broker stopped")
                .register(registry);
        Gauge.builder("zapi.inbox.unrouted", queues, all -> all.depth(InboxAddresses.UNROUTED))
                .description("Events that no subscription wanted")
                .register(registry);
        Gauge.builder("zapi.inbox.rejected", queues, all -> all.depth(InboxAddresses.REJECTED))
                .description("Bodies that became no event")
                .register(registry);
        FunctionCounter.builder("zapi.messages.expired", broker, EmbeddedBroker::expiredMessages)
                .tag("queues", "company")
                .description(EXPIRED)
                .register(registry);
        FunctionCounter.builder("zapi.messages.expired", broker, EmbeddedBroker::expiredUnrouted)
                .tag("queues", "unrouted")
                .description(EXPIRED)
                .register(registry);
    }

    private boolean takesEvents() {
        return doors.isOpen() && inbox.isOpen();
    }
}
