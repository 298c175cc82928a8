package org.zapigateway.inbox;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.Transaction.State;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transaction of messages that go into the embedded broker, and of what leaves its queues: all or none, and on disk when {@link #commit()} returns.
 * It works on the broker itself and not through a client, which would encode each message, hand it to a thread of the
 * broker, decode it there, and wait for that thread's answer. Used by one thread, for one commit.
 */
final class InboxTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(InboxTransaction.class);
    private static final long SYNCED_WITHIN_MILLIS = 30_000;

    private final ActiveMQServer server;
    private final StorageManager storage;
    private final Transaction transaction;

    /**
     * Begins a transaction.
     *
     * @throws ActiveMQException when the broker is not running
     */
    InboxTransaction(ActiveMQServer server) throws ActiveMQException {
        if (!server.isActive()) {
            throw new ActiveMQException(ActiveMQExceptionType.NOT_CONNECTED, "the embedded broker is not running");
        }
        this.server = server;
        this.storage = server.getStorageManager();
        // What this thread writes from now on is what commit() waits for.
        storage.setContext(storage.newSingleThreadContext());
        this.transaction = new TransactionImpl(storage);
    }

    /**
     * Does work in a transaction of its own and commits it. When either fails, what was added is given up.
     *
     * @return what the work returned, when everything is on disk
     */
    static <T> T commit(EmbeddedBroker broker, Work<T> work) throws Exception {
        InboxTransaction transaction = broker.begin();
        boolean committed = false;
        try {
            T result = work.in(transaction);
            transaction.commit();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                transaction.rollback();
            }
        }
    }

    /** A durable message of bytes for an address; the caller adds properties and body. */
    CoreMessage message(String address, RoutingType routingType, int size) {
        CoreMessage message = new CoreMessage(storage.generateID(), size);
        message.setType(Message.BYTES_TYPE);
        message.setDurable(true);
        message.setTimestamp(System.currentTimeMillis());
        message.setAddress(address);
        message.setRoutingType(routingType);
        return message;
    }

    /** Adds a message; one that does not fit into the journal becomes a file beside it, as for any client. */
    void add(CoreMessage message) throws Exception {
        server.getPostOffice().route(LargeServerMessageImpl.checkLargeMessage(message, storage), transaction, false);
    }

    /** The broker's own transaction, for what is taken off a queue in it. */
    Transaction transaction() {
        return transaction;
    }

    /**
     * Commits, and returns when everything is on disk.
     *
     * @throws Exception when that is not certain; it may be so nevertheless
     */
    void commit() throws Exception {
        try {
            transaction.commit();
            if (transaction.getState() != State.COMMITTED || !storage.waitOnOperations(SYNCED_WITHIN_MILLIS)) {
                throw new ActiveMQException(
                        ActiveMQExceptionType.TRANSACTION_OUTCOME_UNKNOWN, "the journal did not confirm the commit");
            }
        } finally {
            storage.clearContext();
        }
    }

    /** Gives up what was added; after a commit without certainty nothing is left to give up. */
    void rollback() {
        if (transaction.getState() == State.COMMITTED) {
            return;
        }
        try {
            transaction.rollback();
        } catch (Exception e) {
            LOG.debug("inbox: a transaction that failed could not be rolled back; its events were not acknowledged", e);
        } finally {
            storage.clearContext();
        }
    }

    /** What adds the messages. */
    @FunctionalInterface
    interface Work<T> {
        T in(InboxTransaction transaction) throws Exception;
    }
}
