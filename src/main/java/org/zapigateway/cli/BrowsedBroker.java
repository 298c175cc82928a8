package org.zapigateway.cli;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession.QueueQuery;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;

/** A broker whose queues are looked at. Nothing is taken from it, and no queue is made by looking for it. */
final class BrowsedBroker implements AutoCloseable {
    private final BrokerLogin login;
    private final ActiveMQConnectionFactory factory;
    private final Connection connection;
    private final Session session;

    private BrowsedBroker(
            BrokerLogin login, ActiveMQConnectionFactory factory, Connection connection, Session session) {
        this.login = login;
        this.factory = factory;
        this.connection = connection;
        this.session = session;
    }

    /**
     * Connects and logs in.
     *
     * @throws VerbFailedException when no broker answers, or it refuses the user
     */
    static BrowsedBroker connect(BrokerLogin login) {
        ActiveMQConnectionFactory factory = login.connectionFactory();
        try {
            Connection connection = factory.createConnection();
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            connection.start();
            return new BrowsedBroker(login, factory, connection, session);
        } catch (JMSSecurityException e) {
            factory.close();
            throw refusedUser(login, e);
        } catch (JMSException e) {
            factory.close();
            throw noBroker(login, e);
        }
    }

    /**
     * How many messages a queue holds, those being delivered right now included.
     *
     * @throws VerbFailedException when there is no such queue
     */
    long depth(String queue) {
        try {
            // A browser would ask the broker to make the queue, which it does for every name by default.
            QueueQuery answer = ((ActiveMQSession) session).getCoreSession().queueQuery(SimpleString.of(queue));
            if (!answer.isExists()) {
                throw noQueue(queue);
            }
            return answer.getMessageCount();
        } catch (ActiveMQException e) {
            throw lost(e);
        }
    }

    /**
     * The messages at the head of a queue that exists.
     *
     * @throws VerbFailedException when this user may not look into the queue
     */
    List<PeekedMessage> oldest(String queue, int count) {
        List<PeekedMessage> messages = new ArrayList<>();
        try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            Enumeration<?> queued = browser.getEnumeration();
            while (messages.size() < count && queued.hasMoreElements()) {
                messages.add(PeekedMessage.of((Message) queued.nextElement()));
            }
            return messages;
        } catch (JMSSecurityException e) {
            throw closedQueue(queue, e);
        } catch (JMSException e) {
            throw lost(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            // What was asked for has been read; the process ends anyway.
        } finally {
            factory.close();
        }
    }

    private VerbFailedException noQueue(String queue) {
        return new VerbFailedException("there is no queue '" + queue + "' on " + login.address()
                + "; a queue comes to be with its first message. Check the spelling, and whether a route sends there");
    }

    private VerbFailedException closedQueue(String queue, Exception cause) {
        String whose = queue.startsWith("zapi.") ? ": it is the gateway's own" : "; log in with --user and --password";
        return new VerbFailedException(
                "the broker at " + login.address() + " does not let " + login.who() + " look into '" + queue + "'"
                        + whose,
                cause);
    }

    private VerbFailedException lost(Exception cause) {
        return new VerbFailedException(
                "the connection to the broker at " + login.address() + " was lost; try again", cause);
    }

    private static VerbFailedException refusedUser(BrokerLogin login, Exception cause) {
        return new VerbFailedException(
                "the broker at " + login.address() + " refuses " + login.who() + "; " + login.remedy(), cause);
    }

    private static VerbFailedException noBroker(BrokerLogin login, Exception cause) {
        return new VerbFailedException(login.source().noBroker(login.address()), cause);
    }
}
