package org.zapigateway.subscription;

import jakarta.jms.ConnectionFactory;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsResourceHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.zapigateway.inbox.EmbeddedBroker;

/**
 * The embedded broker as the company's: what a route sends joins the lane's own transaction, so that an event leaves the
 * inbox and reaches its queue in one commit, exactly once.
 */
final class EmbeddedCompanyBroker implements CompanyBroker, AutoCloseable {
    private final String acceptor;
    private final ConnectionFactory listeners;
    private final CachingConnectionFactory senders;

    EmbeddedCompanyBroker(EmbeddedBroker broker) {
        this.acceptor = broker.acceptor();
        this.listeners = broker.connectionFactory();
        this.senders = new CachingConnectionFactory(broker.connectionFactory());
    }

    @Override
    public String address() {
        return acceptor == null ? "embedded, closed to other processes" : "embedded, " + acceptor;
    }

    @Override
    public ConnectionFactory senders() {
        return senders;
    }

    @Override
    public ConnectionFactory listeners() {
        return listeners;
    }

    @Override
    public void inTransaction(JmsResourceHolder lane, Runnable batch) {
        TransactionSynchronizationManager.bindResource(senders, lane);
        try {
            batch.run();
        } finally {
            TransactionSynchronizationManager.unbindResource(senders);
        }
    }

    @Override
    public void close() {
        senders.destroy();
    }
}
