package org.zapigateway.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.RollbackExchangeException;
import org.zapigateway.event.EventFields;
import org.zapigateway.inbox.QueuedEvent;
import org.zapigateway.inbox.StoredEvent;
import org.zapigateway.inbox.Tracing;

/**
 * Events on their way through a route in one transaction. Their exchanges stay open until the transaction has ended, so
 * that completions of a step (an idempotent repository, for example) hear of a rollback.
 */
final class Batch {
    private final EventsConsumer consumer;
    private final List<QueuedEvent> events;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<Tracing.Step> steps = new ArrayList<>();
    private int processed;

    Batch(EventsConsumer consumer, List<QueuedEvent> events) {
        this.consumer = consumer;
        this.events = events;
    }

    /**
     * Runs the events through the route in order, up to the first that fails, or all of them at once.
     *
     * @param enough asked after each event: whether the rest is to be left for another transaction
     * @throws DeliveryFailure when one fails
     */
    void process(BooleanSupplier enough) {
        try {
            if (consumer.isBatching()) {
                process(consumer.open(fields()));
                processed = events.size();
            } else {
                do {
                    process(open(events.get(processed)));
                    processed++;
                } while (processed < events.size() && !enough.getAsBoolean());
            }
        } catch (Throwable e) {
            // Errors too: a class that a route misses is that route's failure, and must not end the lane.
            throw DeliveryFailure.of(e);
        }
    }

    /** How many events went through the route, the first ones. */
    int processed() {
        return processed;
    }

    private Exchange open(QueuedEvent event) throws Exception {
        StoredEvent stored = event.read();
        String traceParent = begin(stored).traceParent();
        Exchange exchange = consumer.open(stored);
        if (traceParent != null) {
            exchange.getIn().setHeader(StoredEvent.TRACE_PARENT, traceParent);
        }
        return exchange;
    }

    private Tracing.Step begin(StoredEvent event) {
        Tracing.Step step = consumer.delivering(event);
        steps.add(step);
        return step;
    }

    private List<EventFields> fields() {
        List<EventFields> fields = new ArrayList<>();
        for (QueuedEvent event : events) {
            StoredEvent stored = event.read();
            begin(stored);
            fields.add(EventFields.of(stored.json()));
        }
        return fields;
    }

    private void process(Exchange exchange) throws Exception {
        exchanges.add(exchange);
        consumer.getProcessor().process(exchange);
        requireDelivered(exchange);
    }

    /** Ends the exchanges after the transaction was committed. */
    void committed() {
        steps.forEach(Tracing.Step::done);
        exchanges.forEach(consumer::close);
    }

    /** Ends the exchanges after the transaction was rolled back. */
    void rolledBack(DeliveryFailure failure) {
        String exceptionType = failure.rootCause().getClass().getName();
        steps.forEach(step -> step.failed(exceptionType));
        for (Exchange exchange : exchanges) {
            if (exchange.getException() == null) {
                exchange.setException(failure);
            }
            consumer.close(exchange);
        }
    }

    /**
     * Whether a target has taken one of the events.
     *
     * @param target {@code null} for one that is not known: then any delivery counts
     */
    boolean hasReached(String target) {
        return target == null || exchanges.stream().anyMatch(exchange -> StepWatch.hasReached(exchange, target));
    }

    private static void requireDelivered(Exchange exchange) {
        if (exchange.getException() != null) {
            throw new DeliveryFailure(exchange.getException(), StepWatch.failed(exchange));
        }
        if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
            throw new DeliveryFailure(
                    new RollbackExchangeException("the route asked for a rollback", exchange), FailedStep.NONE);
        }
    }
}
