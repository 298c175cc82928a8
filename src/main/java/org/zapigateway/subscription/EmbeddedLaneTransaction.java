package org.zapigateway.subscription;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.apache.camel.RuntimeCamelException;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsResourceHolder;
import org.springframework.jms.connection.SessionProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.zapigateway.inbox.EventFeed;
import org.zapigateway.inbox.QueuedEvent;
import org.zapigateway.inbox.TakenUncertainException;

/**
 * The company's queues live in the embedded broker: what a route sends goes through a session of the lane, and the events
 * leave the inbox in that session's transaction, so that an event is here or there, and never twice.
 */
final class EmbeddedLaneTransaction implements LaneTransaction {
    private final ConnectionFactory broker;
    private final ConnectionFactory senders;
    private final EventFeed feed;
    private CachingConnectionFactory connections;
    private Connection connection;
    private Session session;
    private ClientSession core;

    /**
     * A transaction whose session is opened when it is needed.
     *
     * @param broker gives connections to the embedded broker
     * @param senders what {@code jms:} sends through; during a batch it gets the session of this transaction
     */
    EmbeddedLaneTransaction(ConnectionFactory broker, ConnectionFactory senders, EventFeed feed) {
        this.broker = broker;
        this.senders = senders;
        this.feed = feed;
    }

    @Override
    public void run(Runnable batch) {
        open();
        TransactionSynchronizationManager.bindResource(
                senders, new JmsResourceHolder(connections, connection, session));
        try {
            batch.run();
        } finally {
            TransactionSynchronizationManager.unbindResource(senders);
        }
    }

    @Override
    public void commit(List<QueuedEvent> events) throws Exception {
        open();
        boolean isTaking = feed.acknowledge(events, core);
        try {
            session.commit();
        } catch (JMSException e) {
            throw isTaking ? new TakenUncertainException(e) : e;
        }
    }

    @Override
    public void rollback() {
        if (session == null) {
            return;
        }
        try {
            session.rollback();
        } catch (JMSException e) {
            // The broker rolls back what a closed session leaves; the next batch opens another.
            close();
        }
    }

    @Override
    public void close() {
        if (connections != null) {
            connections.destroy();
        }
        connections = null;
        connection = null;
        session = null;
        core = null;
    }

    private void open() {
        if (core != null && !core.isClosed()) {
            return;
        }
        close();
        try {
            // It keeps one producer for each queue; without it each send of a route creates one (DESIGN section 5).
            connections = new CachingConnectionFactory(broker);
            connections.setCacheConsumers(false);
            connections.setReconnectOnException(false);
            connection = connections.createConnection();
            session = connection.createSession(true, Session.SESSION_TRANSACTED);
            core = ((ActiveMQSession) ((SessionProxy) session).getTargetSession()).getCoreSession();
            connection.start();
        } catch (JMSException e) {
            close();
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }
}
