package org.zapigateway.subscription;

import jakarta.jms.ConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.zapigateway.inbox.EventFeed;

/** The broker that {@code jms:} means in a route: the company's own where one is configured, else the embedded one. */
public interface CompanyBroker {
    /** Where it is, without credentials; for people. */
    String address();

    /** A component {@code jms:} that is not configured yet. */
    default JmsComponent component() {
        return new JmsComponent();
    }

    /** Gives connections whose sessions and producers are kept; what {@code jms:} sends through. */
    ConnectionFactory senders();

    /** Gives connections that are not kept; what {@code jms:} receives through (TRAPS C14). */
    ConnectionFactory listeners();

    /**
     * The transaction of a lane.
     *
     * @param feed gives the events that the lane takes off the inbox
     */
    LaneTransaction transaction(EventFeed feed);
}
