package org.zapigateway.subscription;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.RuntimeCamelException;
import org.springframework.jms.connection.JmsResourceHolder;
import org.springframework.jms.support.JmsUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.QueuedEvent;

/**
 * The company's queues live in the embedded broker: what a route sends and the events that leave the inbox for it are one
 * transaction of that broker, so that an event is here or there, and never twice.
 */
final class EmbeddedLaneTransaction implements LaneTransaction {
    private final EmbeddedBroker broker;
    private final ActiveMQConnectionFactory connections;
    private final ConnectionFactory senders;
    private ActiveMQConnection connection;
    private LaneSession session;

    /**
     * A transaction whose session is opened when it is needed.
     *
     * @param connections to the embedded broker
     * @param senders what {@code jms:} sends through; during a batch it gets the session of this transaction
     */
    EmbeddedLaneTransaction(EmbeddedBroker broker, ActiveMQConnectionFactory connections, ConnectionFactory senders) {
        this.broker = broker;
        this.connections = connections;
        this.senders = senders;
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
    public boolean isFull() {
        return session != null && session.handover().isFull();
    }

    @Override
    public void commit(List<QueuedEvent> events) throws Exception {
        // Also when the session was closed since the run: what it sent lies in this transaction, and in no new one.
        if (session == null) {
            open();
        }
        session.handover().commit(events);
    }

    @Override
    public void rollback() {
        if (session != null) {
            session.handover().rollback();
        }
    }

    @Override
    public void close() {
        rollback();
        JmsUtils.closeConnection(connection);
        connection = null;
        session = null;
    }

    private void open() {
        if (session != null && !session.isClosed()) {
            return;
        }
        close();
        try {
            connection = (ActiveMQConnection) connections.createConnection();
            session = LaneSession.open(broker, connections, connection);
        } catch (JMSException e) {
            close();
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }
}
