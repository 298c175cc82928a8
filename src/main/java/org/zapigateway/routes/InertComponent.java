package org.zapigateway.routes;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Stands for a component in a dry start: the real one, configured as it is, creates the endpoint and so judges its
 * options, but that endpoint is dropped unstarted and another one, which touches nothing, takes its place. Creating an
 * endpoint connects to nothing in Camel; starting its producer or consumer may.
 */
final class InertComponent extends ServiceSupport implements Component {
    private final Component real;
    private CamelContext context;

    InertComponent(Component real) {
        this.real = real;
    }

    @Override
    public boolean useRawUri() {
        return real.useRawUri();
    }

    @Override
    public boolean isAutowiredEnabled() {
        // Camel would wire beans into what it takes for the component of that scheme.
        return false;
    }

    @Override
    public Endpoint createEndpoint(String uri) throws Exception {
        return inert(uri, real.createEndpoint(uri));
    }

    @Override
    public Endpoint createEndpoint(String uri, Map<String, Object> parameters) throws Exception {
        return inert(uri, real.createEndpoint(uri, parameters));
    }

    private Endpoint inert(String uri, Endpoint judged) {
        return judged == null ? null : new InertEndpoint(uri, this);
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
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
