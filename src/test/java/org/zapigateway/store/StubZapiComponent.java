package org.zapigateway.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** Stands for {@code zapi:events}, so that a test can push an event into a route file that begins with it. */
final class StubZapiComponent extends DefaultComponent {
    private final Map<String, Object> parameters = new ConcurrentHashMap<>();
    private volatile StubConsumer consumer;

    /** The parameters that the route file gives. */
    Map<String, Object> parameters() {
        return parameters;
    }

    /** Sends one event through the route, in the caller's thread. The failure, if any, is in the exchange. */
    Exchange push(Object body, Map<String, Object> headers, Map<String, Object> properties) throws Exception {
        Exchange exchange = consumer.createExchange(false);
        exchange.getExchangeExtension().setTransacted(true);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(headers);
        properties.forEach(exchange::setProperty);
        consumer.getProcessor().process(exchange);
        return exchange;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> given) {
        parameters.putAll(given);
        given.clear();
        return new StubEndpoint(uri, this);
    }

    private final class StubEndpoint extends DefaultEndpoint {
        StubEndpoint(String uri, StubZapiComponent component) {
            super(uri, component);
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("zapi:events can only be consumed");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            consumer = new StubConsumer(this, processor);
            return consumer;
        }
    }

    private static final class StubConsumer extends DefaultConsumer {
        StubConsumer(Endpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }
    }
}
