package org.zapigateway.routes;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.zapigateway.subscription.EventsComponent;

/** Stands for {@code zapi:events}: hands what a test delivers to the consumer of a subscription. */
public final class StubZapiComponent extends DefaultComponent {
    private final Map<String, StubConsumer> consumers = new ConcurrentHashMap<>();
    private final AtomicInteger starts = new AtomicInteger();

    /** A consumer of this subscription throws when it is started. */
    volatile String doesNotStart;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        // The real one judges the options, as it does in the gateway.
        EventsComponent real = new EventsComponent();
        real.setCamelContext(getCamelContext());
        real.createEndpoint(uri, new HashMap<>(parameters));
        String subscription = (String) parameters.get("subscription");
        parameters.clear();
        return new StubEndpoint(uri, this, subscription);
    }

    /** Delivers an event as the consumer's own thread would; fails when the subscription has no consumer. */
    void deliver(String subscription, String body) throws Exception {
        StubConsumer consumer = consumers.get(subscription);
        if (consumer == null) {
            throw new IllegalStateException("no consumer of " + subscription);
        }
        consumer.deliver(body);
    }

    boolean hasConsumer(String subscription) {
        return consumers.containsKey(subscription);
    }

    /** How often any consumer was started. */
    int starts() {
        return starts.get();
    }

    /** An endpoint with the one option that the tests look at. */
    public static final class StubEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {
        private final String subscription;

        StubEndpoint(String uri, StubZapiComponent component, String subscription) {
            super(uri, component);
            this.subscription = subscription;
        }

        /** Every route has {@code zapi:events}, and Camel would allow that to one only. */
        @Override
        public boolean isMultipleConsumersSupported() {
            return true;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new StubConsumer(this, processor);
        }
    }

    /**
     * Ends its current batch before it stops. Camel itself would not wait: {@code DefaultConsumer.doStop} stops the
     * processor of the route, and what is under way in it fails with a RejectedExecutionException.
     */
    private static final class StubConsumer extends DefaultConsumer implements Suspendable {
        private final ReadWriteLock batch = new ReentrantReadWriteLock();

        StubConsumer(StubEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        void deliver(String body) throws Exception {
            batch.readLock().lock();
            try {
                if (!isStarted()) {
                    throw new IllegalStateException("stopped");
                }
                Exchange exchange = createExchange(false);
                exchange.getIn().setBody(body);
                getProcessor().process(exchange);
                releaseExchange(exchange, false);
                if (exchange.getException() != null) {
                    throw exchange.getException();
                }
            } finally {
                batch.readLock().unlock();
            }
        }

        private StubZapiComponent component() {
            return (StubZapiComponent) getEndpoint().getComponent();
        }

        private String subscription() {
            String name = ((StubEndpoint) getEndpoint()).subscription;
            return name == null ? getRouteId() : name;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            if (subscription().equals(component().doesNotStart)) {
                throw new IllegalStateException("the subscription is broken");
            }
            if (component().consumers.putIfAbsent(subscription(), this) != null) {
                throw new IllegalStateException("the subscription belongs to a route already");
            }
            component().starts.incrementAndGet();
        }

        @Override
        protected void doSuspend() {
            component().consumers.remove(subscription(), this);
            batch.writeLock().lock();
            batch.writeLock().unlock();
        }

        @Override
        protected void doStop() throws Exception {
            doSuspend();
            super.doStop();
        }
    }
}
