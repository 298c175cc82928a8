package org.zapigateway.subscription;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/**
 * The consumer of {@code zapi:events}: a durable subscription and the lanes that work on it. The lanes start and stop
 * together, because closing one beside its siblings would hand its chats over while it still works on them, and order
 * would slip (DESIGN section 5).
 */
final class EventsConsumer extends DefaultConsumer {
    private final EventsEndpoint endpoint;
    private final Subscriptions subscriptions;
    private final List<Lane> lanes = new ArrayList<>();
    private Subscription subscription;

    EventsConsumer(EventsEndpoint endpoint, Processor processor, Subscriptions subscriptions) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.subscriptions = subscriptions;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        subscription = subscriptions.open(name(), getRouteId(), endpoint.filter());
        try {
            DeliveryPolicy policy = new DeliveryPolicy(
                    batchSize(), endpoint.getMaxAttempts(), endpoint.getBackoff(), endpoint.getMaxBackoff());
            for (int i = 0; i < endpoint.getConcurrency(); i++) {
                lanes.add(subscriptions.lane(subscription, this, policy));
            }
            lanes.forEach(Lane::start);
        } catch (Exception e) {
            stopLanes();
            throw e;
        }
    }

    @Override
    protected void doStop() throws Exception {
        stopLanes();
        super.doStop();
    }

    /** An exchange for an event, inside the transaction of its batch; it stays open until that transaction ends. */
    Exchange open(Delivery delivery) throws Exception {
        Exchange exchange = createExchange(false);
        exchange.getExchangeExtension().setTransacted(true);
        delivery.fill(exchange);
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
        lanes.forEach(Lane::finish);
        // All have ended before the first leaves: else one would get the chats of another while it still works.
        lanes.forEach(Lane::join);
        lanes.forEach(Lane::close);
        lanes.clear();
        if (subscription != null) {
            subscriptions.close(subscription);
            subscription = null;
        }
    }
}
