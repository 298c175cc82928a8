package org.zapigateway.inbox;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transacted session that sends to one address: what was sent is on disk when {@link #commit()} returns. It opens
 * itself when it is needed. Used by one thread at a time.
 */
final class InboxSession {
    private static final Logger LOG = LoggerFactory.getLogger(InboxSession.class);

    private final EmbeddedBroker broker;
    private final String address;
    private ServerLocator locator;
    private ClientSession session;
    private ClientProducer producer;

    InboxSession(EmbeddedBroker broker, String address) {
        this.broker = broker;
        this.address = address;
    }

    /** The session, opened when it is not. */
    ClientSession open() throws ActiveMQException {
        if (session == null || session.isClosed()) {
            close();
            locator = broker.locator();
            session = newSession();
            producer = session.createProducer(address);
        }
        return session;
    }

    void send(ClientMessage message) throws ActiveMQException {
        producer.send(message);
    }

    void commit() throws ActiveMQException {
        session.commit();
    }

    /**
     * Ends the session and with it what was sent since the last commit. After a failure a session may hold half a
     * transaction whose outcome is unknown; the next use opens a new one.
     */
    void close() {
        closeQuietly(session);
        closeQuietly(locator);
        session = null;
        locator = null;
        producer = null;
    }

    private ClientSession newSession() throws ActiveMQException {
        try {
            return locator.createSessionFactory()
                    .createSession(BrokerConfiguration.GATEWAY, broker.password(), false, false, false, false, 0);
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) {
            throw new ActiveMQException(
                    "cannot connect within the process: " + e, e, ActiveMQExceptionType.NOT_CONNECTED);
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        if (resource != null) {
            try {
                resource.close();
            } catch (Exception e) {
                LOG.debug("inbox: closing a session that may be broken already", e);
            }
        }
    }
}
