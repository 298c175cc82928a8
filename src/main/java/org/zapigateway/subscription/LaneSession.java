package org.zapigateway.subscription;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.core.client.impl.ClientConsumerInternal;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsResourceHolder;
import org.springframework.jms.connection.SessionProxy;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.StoredEvent;

/**
 * A lane's transaction in the embedded broker: it receives events, and when company queues live in the same broker, the
 * route's sends take part in it, so that consuming and producing are one. Used by one thread.
 *
 * <p>It consumes through Artemis' own client below the JMS session, which can tell how many events have arrived already,
 * so that a batch is filled without asking the broker or waiting for a clock.
 */
final class LaneSession {
    private static final long FIRST_EVENT_WAIT_MILLIS = 200;

    private final EmbeddedBroker broker;
    private final String subscription;
    private CachingConnectionFactory connections;
    private Connection connection;
    private Session session;
    private ClientSession core;
    private ClientConsumer consumer;

    LaneSession(EmbeddedBroker broker, String subscription) {
        this.broker = broker;
        this.subscription = subscription;
    }

    /** Takes the place of this lane among the consumers of the subscription; events begin to arrive. */
    void open() throws JMSException, ActiveMQException {
        // It keeps one producer for each queue; without it each send of a route creates one (DESIGN section 5).
        connections = new CachingConnectionFactory(broker.connectionFactory());
        connections.setCacheConsumers(false);
        connections.setReconnectOnException(false);
        connection = connections.createConnection();
        session = connection.createSession(true, Session.SESSION_TRANSACTED);
        core = ((ActiveMQSession) ((SessionProxy) session).getTargetSession()).getCoreSession();
        consumer = core.createConsumer(InboxAddresses.subscriptionQueue(subscription));
        connection.start();
    }

    boolean isOpen() {
        return consumer != null && !consumer.isClosed();
    }

    /**
     * The next events: waits a little for the first one and takes what else has arrived.
     *
     * @param max at least 1
     * @return at most {@code max} events in order; empty when none came
     */
    List<StoredEvent> receive(int max) throws ActiveMQException {
        List<StoredEvent> events = new ArrayList<>();
        ClientMessage message = consumer.receive(FIRST_EVENT_WAIT_MILLIS);
        while (message != null) {
            // Read at once: the body of a large message can only be read before the next one is received.
            events.add(StoredEvent.read(message));
            message.acknowledge();
            message = events.size() < max && arrived() > 0 ? consumer.receiveImmediate() : null;
        }
        return events;
    }

    private int arrived() {
        return ((ClientConsumerInternal) consumer).getBufferSize();
    }

    /** This session as the resource that {@code jms:} sends join. */
    JmsResourceHolder resource() {
        return new JmsResourceHolder(connections, connection, session);
    }

    /** Moves an event to the subscription's dead letters, within the transaction. */
    void deadLetter(StoredEvent event, DeadLetter why) throws ActiveMQException {
        ClientMessage message = event.toMove(core);
        message.setRoutingType(RoutingType.ANYCAST);
        why.describe(message, Instant.now());
        try (ClientProducer producer = core.createProducer(InboxAddresses.deadLetterQueue(subscription))) {
            producer.send(message);
        }
    }

    void commit() throws JMSException {
        session.commit();
    }

    /** Gives everything since the last commit back, in order. */
    void rollback() throws JMSException {
        session.rollback();
    }

    /** Leaves the subscription. What was received and not committed goes back. */
    void close() {
        consumer = null;
        if (connections != null) {
            connections.destroy();
        }
    }
}
