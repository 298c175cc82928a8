package org.zapigateway.webhook;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.inbox.Inbox;

/** Stores the events of a request, all or none, and makes the answer; it returns when they are on disk. */
final class AppendEvents implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(AppendEvents.class);

    private final Inbox inbox;
    private final List<AcceptanceListener> listeners;

    AppendEvents(Inbox inbox, List<AcceptanceListener> listeners) {
        this.inbox = inbox;
        this.listeners = listeners;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void process(Exchange exchange) throws Exception {
        List<CanonicalEvent> events = exchange.getIn().getBody(List.class);
        inbox.append(events, EdgeConsumer.requestOf(exchange).arrivedAt());
        listeners.forEach(listener -> tell(listener, events));
        exchange.getIn().setBody(Accepted.of(events));
    }

    /** What is on disk is answered 200, whoever else fails; its text may quote the events, so only its type is told. */
    private static void tell(AcceptanceListener listener, List<CanonicalEvent> events) {
        try {
            listener.accepted(events);
        } catch (RuntimeException e) {
            LOG.error(
                    "webhook: {} failed for events that are stored: {}",
                    listener.getClass().getName(),
                    e.getClass().getName());
        }
    }
}
