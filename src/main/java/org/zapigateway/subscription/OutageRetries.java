package org.zapigateway.subscription;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Predicate;
import org.apache.camel.Route;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a route that begins with {@code jms:} or {@code amqp:} wait for a target that is away, as a subscription does: a broker
 * knows no such wait, and puts the message aside after its attempts. The step that failed is tried again, with waits that
 * grow to a minute, until it succeeds or the route stops; then the message goes back. Meanwhile its thread does nothing else,
 * so the messages behind it keep their order. What a file handles itself, by {@code doTry}, {@code onException} or an
 * {@code errorHandler}, is left to it. Safe for use by many threads.
 */
final class OutageRetries extends ModelLifecycleStrategySupport implements Predicate {
    private static final Logger LOG = LoggerFactory.getLogger(OutageRetries.class);
    private static final String PROPERTY = "zapiOutage";
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final DeliveryPolicy WAITS =
            new DeliveryPolicy(1, Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofMinutes(1), 0);

    private final FailureRules rules;

    OutageRetries(FailureRules rules) {
        this.rules = rules;
    }

    /** Such routes get it, and those that they may reach by {@code direct:}; each handles the failures of its own steps. */
    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        String uri = route.getInput().getEndpointUri();
        if (uri.startsWith("jms:") || uri.startsWith("amqp:") || uri.startsWith("direct:")) {
            DefaultErrorHandlerDefinition handler = new DefaultErrorHandlerDefinition();
            handler.setRetryWhilePredicate(this);
            handler.setRedeliveryPolicy(new RedeliveryPolicyDefinition().redeliveryDelay("0"));
            route.setErrorHandlerFactoryIfNull(handler);
        }
    }

    /**
     * Whether the step that failed is to be tried again; returns when the time for that has come. A failure that stays with
     * the message takes along where it was.
     */
    @Override
    public boolean matches(Exchange exchange) {
        if (!(exchange.getFromEndpoint() instanceof JmsEndpoint)) {
            return false;
        }
        DeliveryFailure failure = exchange.getException() instanceof DeliveryFailure already
                ? already
                : new DeliveryFailure(exchange.getException(), StepWatch.failed(exchange));
        if (rules.kindOf(failure) == FailureKind.TRANSIENT && waits(exchange, failure)) {
            return true;
        }
        exchange.setException(failure);
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);
        return false;
    }

    /** Waits for the next attempt; ends early when the route stops. */
    private static boolean waits(Exchange exchange, DeliveryFailure failure) {
        CamelContext context = exchange.getContext();
        Route route = context.getRoute(exchange.getFromRouteId());
        if (route == null) {
            return false;
        }
        Waiting waiting = exchange.getProperty(PROPERTY, Waiting.class);
        if (waiting == null) {
            waiting = new Waiting(route.getRouteId(), failure);
            exchange.setProperty(PROPERTY, waiting);
            exchange.getExchangeExtension().addOnCompletion(waiting);
        }
        long until = System.nanoTime() + waiting.next().toNanos();
        try {
            while (System.nanoTime() - until < 0) {
                if (stops(route.getConsumer())) {
                    return false;
                }
                Thread.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    /** A stop suspends the consumer before it waits for what is under way. */
    private static boolean stops(Consumer consumer) {
        return !(consumer instanceof ServiceSupport service)
                || service.isSuspendingOrSuspended()
                || service.isStoppingOrStopped();
    }

    /** How often one message has found its target away, which is logged once. */
    private static final class Waiting extends SynchronizationAdapter {
        private final String routeId;
        private int failures;

        Waiting(String routeId, DeliveryFailure failure) {
            this.routeId = routeId;
            LOG.warn("route {}: waits for its target ({}); its messages stay in order", routeId, failure.summary());
        }

        Duration next() {
            return WAITS.waitAfter(++failures);
        }

        @Override
        public void onComplete(Exchange exchange) {
            LOG.info("route {}: continues", routeId);
        }
    }
}
