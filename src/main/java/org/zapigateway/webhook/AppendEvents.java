package org.zapigateway.webhook;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.inbox.Inbox;

/** Stores the events of a request, all or none, and makes the answer; it returns when they are on disk. */
final class AppendEvents implements Processor {
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
        listeners.forEach(listener -> listener.accepted(events));
        exchange.getIn().setBody(Accepted.of(events));
    }
}
