package org.zapigateway.routes;

import java.util.Map;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Stands for a component in a dry start: the real one, configured as it is, creates the endpoint and so judges its
 * options, but that endpoint is dropped unstarted and another one, which touches nothing, takes its place. Creating an
 * endpoint connects to nothing in Camel; starting its producer or consumer may.
 */
final class InertComponent extends DefaultComponent {
    private final Component real;

    InertComponent(Component real) {
        this.real = real;
        // Autowiring belongs to the real one; under its name Camel would cast this one to the real class.
        setAutowiredEnabled(false);
    }

    @Override
    public boolean useRawUri() {
        return real.useRawUri();
    }

    @Override
    public Endpoint createEndpoint(String uri, Map<String, Object> properties) throws Exception {
        Endpoint judged = real.createEndpoint(uri, properties);
        return judged == null ? null : new InertEndpoint(uri, this);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new InertEndpoint(uri, this);
    }

    private static final class InertEndpoint extends DefaultEndpoint {
        InertEndpoint(String uri, Component component) {
            super(uri, component);
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    throw new IllegalStateException("no message goes through a dry start");
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor);
        }
    }
}
