package org.zapigateway.subscription;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.EventFeed;

/**
 * The embedded broker as the company's: what a route sends joins the lane's own transaction, so that an event leaves the
 * inbox and reaches its queue in one commit, exactly once.
 */
final class EmbeddedCompanyBroker implements CompanyBroker, AutoCloseable {
    private final EmbeddedBroker broker;
    private final ActiveMQConnectionFactory listeners;
    private final CachingConnectionFactory senders;

    EmbeddedCompanyBroker(EmbeddedBroker broker) {
        this.broker = broker;
        this.listeners = broker.connectionFactory();
        this.senders = new CachingConnectionFactory(listeners);
    }

    @Override
    public String address() {
        String acceptor = broker.acceptor();
        return acceptor == null ? "embedded, closed to other processes" : "embedded, " + acceptor;
    }

    @Override
    public JmsComponent component() {
        return new CompanyQueues();
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
    public LaneTransaction transaction(EventFeed feed) {
        return new EmbeddedLaneTransaction(broker, listeners, senders);
    }

    @Override
    public void close() {
        senders.destroy();
    }
}
