package org.zapigateway.subscription;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * The Camel component {@code zapi}: its one endpoint, {@code zapi:events}, gives a route a durable subscription to the
 * inbox. Options are those of {@link EventsEndpoint}; an unknown one stops the route with a message that names it.
 */
@Component("zapi")
public final class EventsComponent extends DefaultComponent {
    private static final String EVENTS = "events";

    private final Subscriptions subscriptions;

    /** Without an inbox: for tools, which want the options judged. Nothing can be consumed from it. */
    public EventsComponent() {
        this(null);
    }

    EventsComponent(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (!EVENTS.equals(remaining)) {
            throw new IllegalArgumentException("there is no 'zapi:" + remaining
                    + "'; use uri 'zapi:events' and choose events by its parameters, for example types: "
                    + "message.received");
        }
        EventsEndpoint endpoint = new EventsEndpoint(uri, this, subscriptions);
        setProperties(endpoint, parameters);
        endpoint.requireValid();
        return endpoint;
    }
}
