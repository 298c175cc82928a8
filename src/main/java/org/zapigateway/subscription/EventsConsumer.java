package org.zapigateway.subscription;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.zapigateway.event.EventFields;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.inbox.StoredEvent;
import org.zapigateway.inbox.Tracing;

/**
 * The consumer of {@code zapi:events}: a durable subscription and the lanes that work on it. They start and
 * stop together.
 */
final class EventsConsumer extends DefaultConsumer {
    private final EventsEndpoint endpoint;
    private final Subscriptions subscriptions;
    private final List<Lane> lanes = new ArrayList<>();
    private Subscription subscription;
    private Intake intake;
    private String routeVersion;

    EventsConsumer(EventsEndpoint endpoint, Processor processor, Subscriptions subscriptions) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.subscriptions = subscriptions;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // A route that comes from a file bears it as a property of the same name.
        routeVersion = (String) getRoute().getProperties().get(EventHeaders.ROUTE_VERSION);
        subscription = subscriptions.open(name(), getRouteId(), routeVersion, endpoint.filter());
        try {
            DeliveryPolicy policy = endpoint.policy(batchSize());
            intake = subscriptions.intake(subscription, policy, endpoint.getConcurrency());
            for (int i = 0; i < endpoint.getConcurrency(); i++) {
                lanes.add(subscriptions.lane(subscription, this, policy, intake));
            }
            lanes.forEach(Lane::start);
        } catch (Throwable e) {
            // Errors too, such as one for a thread that cannot be made.
            stopLanes();
            throw e;
        }
    }

    @Override
    protected void doStop() throws Exception {
        stopLanes();
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        subscriptions.leave(name(), getRouteId());
        super.doShutdown();
    }

    /** Whether the route receives the events of a batch together. */
    boolean isBatching() {
        return endpoint.isBatching();
    }

    /** An event is about to go through the route. */
    Tracing.Step delivering(StoredEvent event) {
        return subscriptions.tracing().delivering(event, name(), getRouteId());
    }

    /** An exchange for an event, inside the transaction of its batch; it stays open until that transaction ends. */
    Exchange open(StoredEvent event) throws Exception {
        Exchange exchange = open();
        new Delivery(event, getRouteId()).fill(exchange);
        return exchange;
    }

    /** The same for all events of a batch. */
    Exchange open(List<EventFields> events) throws Exception {
        Exchange exchange = open();
        exchange.getIn().setBody(events);
        return exchange;
    }

    private Exchange open() throws Exception {
        Exchange exchange = createExchange(false);
        exchange.getExchangeExtension().setTransacted(true);
        if (routeVersion != null) {
            exchange.getIn().setHeader(EventHeaders.ROUTE_VERSION, routeVersion);
        }
        StepWatch.follow(exchange);
        createUoW(exchange);
        return exchange;
    }

    /** Ends an exchange after the transaction of its batch; its failure, if any, tells its completions. */
    void close(Exchange exchange) {
        doneUoW(exchange);
        releaseExchange(exchange, false);
    }

    private String name() {
        return endpoint.getSubscription() != null ? endpoint.getSubscription() : getRouteId();
    }

    private int batchSize() {
        return endpoint.getBatchSize() > 0
                ? endpoint.getBatchSize()
                : BatchSize.of(endpoint.getCamelContext(), getRouteId());
    }

    private void stopLanes() {
        try {
            if (intake != null) {
                intake.schedule().end();
                lanes.forEach(Lane::join);
                lanes.clear();
                // Last: what is given back earlier would come again beside a lane that still works on it.
                intake.close();
                intake = null;
            }
        } finally {
            // Whatever happens: a subscription that nobody has left would be refused to the route's next version.
            if (subscription != null) {
                subscriptions.close(subscription);
                subscription = null;
            }
        }
    }
}
