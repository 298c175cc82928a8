package org.zapigateway.subscription;

import jakarta.jms.ConnectionFactory;
import org.springframework.jms.connection.JmsResourceHolder;

/** The broker that {@code jms:} means in a route: the company's own where one is configured, else the embedded one. */
public interface CompanyBroker {
    /** Where it is, without credentials; for people. */
    String address();

    /** Gives connections whose sessions and producers are kept; what {@code jms:} sends through. */
    ConnectionFactory senders();

    /** Gives connections that are not kept; what {@code jms:} receives through (TRAPS C14). */
    ConnectionFactory listeners();

    /**
     * Runs a batch so that its sends share one transaction, and commits that unless it is the lane's own.
     *
     * @param lane the lane's own transaction in the embedded broker
     */
    void inTransaction(JmsResourceHolder lane, Runnable batch);
}
