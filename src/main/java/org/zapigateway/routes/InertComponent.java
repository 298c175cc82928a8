package org.zapigateway.routes;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Stands for a component in a scratch context: the real one, configured as it is, creates the endpoint and so judges its
 * options, but that endpoint stays unstarted and another one, which touches nothing, takes its place. Creating an
 * endpoint connects to nothing in Camel; starting its producer or consumer may.
 */
final class InertComponent extends ServiceSupport implements Component {
    private final Component real;
    private final Instead instead;
    private CamelContext context;

    /** @param instead what is done in place of the component */
    InertComponent(Component real, Instead instead) {
        this.real = real;
        this.instead = instead;
    }

    /** What is done in place of a component. */
    interface Instead {
        /** For a context whose routes are never started. */
        Instead NOTHING = new Instead() {
            @Override
            public void send(String uri, Exchange exchange) {
                throw new IllegalStateException("no message goes through a dry start");
            }

            @Override
            public void consume(Endpoint judged, DefaultConsumer consumer) {}
        };

        /** A route sends to an endpoint. */
        void send(String uri, Exchange exchange);

        /**
         * A route begins with an endpoint.
         *
         * @param judged the real endpoint, unstarted
         * @param consumer hands exchanges to the route
         */
        void consume(Endpoint judged, DefaultConsumer consumer);
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
        return judged == null ? null : new InertEndpoint(uri, this, judged, instead);
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    private static final class InertEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {
        private final String uri;
        private final Endpoint judged;
        private final Instead instead;

        InertEndpoint(String uri, Component component, Endpoint judged, Instead instead) {
            super(uri, component);
            this.uri = uri;
            this.judged = judged;
            this.instead = instead;
        }

        /** Routes that begin alike share one endpoint. */
        @Override
        public boolean isMultipleConsumersSupported() {
            return judged instanceof MultipleConsumersSupport real && real.isMultipleConsumersSupported();
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    instead.send(uri, exchange);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            DefaultConsumer consumer = new DefaultConsumer(this, processor);
            instead.consume(judged, consumer);
            return consumer;
        }
    }
}
