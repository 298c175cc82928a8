package org.zapigateway.routes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** A destination that counts; unlike a mock endpoint it keeps its count when the last route to it is removed. */
public final class SinkComponent extends DefaultComponent {
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    /** What {@code sink:slow} says when an event is inside, and what it waits for. */
    final CountDownLatch inside = new CountDownLatch(1);

    final CountDownLatch release = new CountDownLatch(1);

    int count(String name) {
        return counter(name).get();
    }

    private AtomicInteger counter(String name) {
        return counts.computeIfAbsent(name, key -> new AtomicInteger());
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                return new DefaultProducer(this) {
                    @Override
                    public void process(Exchange exchange) throws Exception {
                        if (remaining.equals("slow")) {
                            inside.countDown();
                            release.await();
                        }
                        counter(remaining).incrementAndGet();
                    }
                };
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
