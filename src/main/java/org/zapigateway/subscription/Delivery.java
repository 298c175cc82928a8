package org.zapigateway.subscription;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.util.StringHelper;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.inbox.StoredEvent;

/**
 * One attempt to deliver an event to a route, made by the thread that then runs the route. It travels with the exchange and
 * its copies, so that each send of that thread, those behind a split included, gets an identity of its own that is the same
 * at the next attempt.
 */
final class Delivery {
    /** When the event happened, an {@link java.time.OffsetDateTime}; for steps that store it. */
    static final String OCCURRED_AT = "occurredAt";

    /** When the edge took the event, an {@link java.time.OffsetDateTime}; for steps that store it. */
    static final String RECEIVED_AT = "receivedAt";

    private static final String PROPERTY = "zapiDelivery";

    private final StoredEvent event;
    private final String routeId;
    private final Thread lane = Thread.currentThread();
    private final Map<String, Integer> sends = new HashMap<>(2);

    Delivery(StoredEvent event, String routeId) {
        this.event = event;
        this.routeId = routeId;
    }

    /** The delivery that an exchange belongs to, or {@code null} when it comes from elsewhere. */
    static Delivery of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Delivery.class);
    }

    /** Puts the event into an exchange: the JSON text as body, its facts as headers. */
    void fill(Exchange exchange) {
        exchange.getIn().setBody(event.json());
        exchange.getIn().getHeaders().putAll(event.headers());
        exchange.setProperty(PROPERTY, this);
        exchange.setProperty(OCCURRED_AT, event.occurredAt().atOffset(ZoneOffset.UTC));
        exchange.setProperty(RECEIVED_AT, event.receivedAt().atOffset(ZoneOffset.UTC));
    }

    StoredEvent event() {
        return event;
    }

    String eventType() {
        return (String) event.headers().get(EventHeaders.EVENT_TYPE);
    }

    /**
     * The duplicate id of the next send: event, route, endpoint, and position among the sends to that endpoint, because two
     * routes, or a split, may send to one queue. Among all sends the position would change with an edit that moves a step.
     *
     * @param endpoint the URI of the endpoint that is sent to
     * @return {@code null} on another thread: the parts of a parallel split come in any order, so that the next attempt
     *     could give a part the id of another part that is stored, and it would be dropped as a repeat
     */
    String nextDuplicateId(String endpoint) {
        if (Thread.currentThread() != lane) {
            return null;
        }
        // Options do not tell where a send goes, and may hold a password.
        String address = StringHelper.before(endpoint, "?", endpoint);
        int position = sends.merge(address, 1, Integer::sum) - 1;
        return event.id() + "/" + routeId + "/" + address + "/" + position;
    }
}
