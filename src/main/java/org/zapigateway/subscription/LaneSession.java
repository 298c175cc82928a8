package org.zapigateway.subscription;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.apache.activemq.artemis.jms.client.ActiveMQConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.apache.activemq.artemis.jms.client.ActiveMQMessageProducer;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.Handover;
import org.zapigateway.inbox.InboxAddresses;

/**
 * The JMS session in which a lane's route sends to queues of the embedded broker. Messages are made as in any session;
 * what is sent goes into the transaction of a {@link Handover}, which also ends it: not this session's own
 * {@code commit()}. Used by one thread.
 */
final class LaneSession extends ActiveMQSession {
    private final ActiveMQConnectionFactory factory;
    private final ActiveMQConnection connection;
    private final Handover handover;

    private LaneSession(
            EmbeddedBroker broker,
            ActiveMQConnectionFactory factory,
            ActiveMQConnection connection,
            ActiveMQSession session) {
        super(
                factory,
                connection,
                true,
                false,
                Session.SESSION_TRANSACTED,
                factory.isCacheDestinations(),
                factory.isEnable1xPrefixes(),
                session.getCoreSession(),
                ActiveMQSession.TYPE_GENERIC_SESSION);
        this.factory = factory;
        this.connection = connection;
        this.handover = new Handover(broker, session.getCoreSession());
    }

    /** Opens a session on a connection of the embedded broker; it ends with the connection. */
    static LaneSession open(EmbeddedBroker broker, ActiveMQConnectionFactory factory, ActiveMQConnection connection)
            throws JMSException {
        ActiveMQSession session = (ActiveMQSession) connection.createSession(true, Session.SESSION_TRANSACTED);
        return new LaneSession(broker, factory, connection, session);
    }

    Handover handover() {
        return handover;
    }

    boolean isClosed() {
        return getCoreSession().isClosed() || !handover.isOpen();
    }

    /** Costs nothing: a route opens one for each message. */
    @Override
    public MessageProducer createProducer(Destination destination) throws JMSException {
        if (!(destination instanceof ActiveMQDestination queueOrTopic)) {
            throw new InvalidDestinationException("the embedded broker has no destination " + destination);
        }
        if (InboxAddresses.isClosed(queueOrTopic.getAddress())) {
            // The broker would refuse it as a login, for which an event waits, or say nothing when only the queue
            // is the gateway's.
            throw new InvalidDestinationException(InboxAddresses.CLOSED);
        }
        return new Producer(queueOrTopic);
    }

    private final class Producer extends ActiveMQMessageProducer {
        Producer(ActiveMQDestination destination) throws JMSException {
            super(
                    connection,
                    new LaneProducer(handover, destination.getSimpleAddress()),
                    destination,
                    LaneSession.this,
                    factory);
        }
    }
}
