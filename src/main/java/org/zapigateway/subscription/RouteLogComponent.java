package org.zapigateway.subscription;

import java.util.Map;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.log.LogComponent;
import org.apache.camel.component.log.LogEndpoint;
import org.zapigateway.event.EventHeaders;

/**
 * Camel's {@code log:}, for routes: what it says shows whatever the level of everything else is, as that of their log steps
 * does. Unless an option asks for more, it names each event and does not quote it (by itself Camel writes the whole body).
 */
final class RouteLogComponent extends LogComponent {
    /** The logger of the log steps too, see application.yml. */
    private static final String LOGGER = "route.";

    private static final Set<String> NOT_ABOUT_THE_TEXT = Set.of(
            "level",
            "logger",
            "marker",
            "logMask",
            "groupSize",
            "groupInterval",
            "groupDelay",
            "groupActiveOnly",
            "sourceLocationLoggerName");

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        // Before it is created: that takes the options out.
        boolean asksForMore = !NOT_ABOUT_THE_TEXT.containsAll(parameters.keySet());
        LogEndpoint endpoint = (LogEndpoint) super.createEndpoint(uri, LOGGER + remaining, parameters);
        if (!asksForMore) {
            endpoint.setExchangeFormatter(RouteLogComponent::name);
        }
        return endpoint;
    }

    private static String name(Exchange exchange) {
        String type = exchange.getMessage().getHeader(EventHeaders.EVENT_TYPE, String.class);
        String id = exchange.getMessage().getHeader(EventHeaders.EVENT_ID, String.class);
        String what = type == null || id == null ? "a message that is no event" : type + " " + id;
        return exchange.getFromRouteId() + ": " + what;
    }
}
