package org.zapigateway.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.zapigateway.event.EventFields;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.inbox.StoredEvent;

/** An event that comes from no inbox, as a route would get it; for tools that try a route. */
public final class OfflineEvent {
    private final StoredEvent event;

    private OfflineEvent(StoredEvent event) {
        this.event = event;
    }

    /**
     * Reads an event.
     *
     * @param json the whole canonical event
     * @throws IllegalArgumentException naming what it lacks, without quoting it
     */
    public static OfflineEvent read(String json) {
        return new OfflineEvent(StoredEvent.parse(json));
    }

    /** Its facts, by the names of {@link EventHeaders}. */
    public Map<String, Object> headers() {
        return event.headers();
    }

    /**
     * The options of {@code zapi:events} that keep the event out.
     *
     * @param events the endpoint that a route begins with
     * @return the names of the options; empty when the route would get the event
     */
    public List<String> keptOutBy(Endpoint events) {
        return ((EventsEndpoint) events).filter().unmet(event.headers());
    }

    /**
     * Puts the event into an exchange as a subscription does.
     *
     * @param events the endpoint that the route begins with
     */
    public void fill(Exchange exchange, Endpoint events) {
        if (((EventsEndpoint) events).isBatching()) {
            // The route may sort it.
            exchange.getIn().setBody(new ArrayList<>(List.of(EventFields.of(event.json()))));
        } else {
            new Delivery(event, exchange.getFromRouteId()).fill(exchange);
        }
    }
}
