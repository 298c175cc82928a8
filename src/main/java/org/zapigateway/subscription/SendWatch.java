package org.zapigateway.subscription;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Notes for each {@link Delivery} which targets have taken it and which one failed. Only so can be told whether a target is
 * back: an event that a filter let through, or that another branch of the route took, says nothing about it.
 */
final class SendWatch implements InterceptStrategy {
    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        boolean sends = definition instanceof SendDefinition || definition instanceof ToDynamicDefinition;
        return sends ? new Watched(target) : target;
    }

    private static final class Watched extends DelegateAsyncProcessor {
        Watched(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            return super.process(exchange, doneSync -> {
                note(exchange);
                callback.done(doneSync);
            });
        }

        private static void note(Exchange exchange) {
            Delivery delivery = Delivery.of(exchange);
            if (delivery != null) {
                String uri = exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT, String.class);
                delivery.sent(uri, exchange.getException());
            }
        }
    }
}
