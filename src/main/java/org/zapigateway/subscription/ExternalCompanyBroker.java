package org.zapigateway.subscription;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.utils.ObjectInputStreamWithClassLoader;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zapigateway.inbox.EventFeed;

/**
 * A broker of the company's own, named by {@code spring.artemis.broker-url}. The sends of a batch share one transaction
 * there; it commits before the inbox does.
 */
final class ExternalCompanyBroker implements CompanyBroker, AutoCloseable {
    private static final int SESSIONS_KEPT = 32;

    /** A batch of usual events fits: with the client's own 64 KB a lane waits for the broker several times in each. */
    private static final int SENT_AHEAD_BYTES = 1 << 20;

    private final String url;
    private final ActiveMQConnectionFactory listeners;
    private final CachingConnectionFactory senders;
    private final TransactionTemplate transaction;

    /**
     * Prepares connections; none is opened before it is needed, so a broker that is down delays no start.
     *
     * @param url as Artemis' client takes it, for example {@code tcp://broker:61616}
     * @param user may be {@code null}
     * @param password may be {@code null}
     */
    ExternalCompanyBroker(String url, String user, String password) {
        this.url = url;
        this.listeners = new ActiveMQConnectionFactory(url, user, password);
        this.listeners.setCacheDestinations(true);
        // Whoever may send to a queue must not have objects made here (TRAPS C12), whatever the URL says.
        this.listeners.setDeserializationDenyList(ObjectInputStreamWithClassLoader.CATCH_ALL_WILDCARD);
        if (!url.contains("producerWindowSize=")) {
            this.listeners.setProducerWindowSize(SENT_AHEAD_BYTES);
        }
        this.senders = new CachingConnectionFactory(listeners);
        this.senders.setSessionCacheSize(SESSIONS_KEPT);
        JmsTransactionManager manager = new JmsTransactionManager(senders);
        manager.setLazyResourceRetrieval(true);
        this.transaction = new TransactionTemplate(manager);
    }

    @Override
    public String address() {
        // What follows may hold a user or a key store's password, and so may what stands before the host.
        int parameters = url.indexOf('?');
        return (parameters < 0 ? url : url.substring(0, parameters)).replaceAll("(?<=//)[^/]*@", "");
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
        return new ExternalLaneTransaction(transaction, feed);
    }

    @Override
    public void close() {
        senders.destroy();
    }
}
