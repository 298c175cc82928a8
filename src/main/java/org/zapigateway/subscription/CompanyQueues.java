package org.zapigateway.subscription;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsEndpoint;
import org.zapigateway.inbox.InboxAddresses;

/**
 * The component {@code jms:} where it means the embedded broker. That refuses to give a route what is the gateway's own; here
 * it is said by name, before the route runs.
 */
public final class CompanyQueues extends JmsComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Endpoint endpoint = super.createEndpoint(uri, remaining, parameters);
        if (InboxAddresses.isClosed(((JmsEndpoint) endpoint).getDestinationName())) {
            throw new IllegalArgumentException("jms:" + remaining + ": " + InboxAddresses.CLOSED
                    + "; use another, and zapi:events for the events");
        }
        return endpoint;
    }
}
