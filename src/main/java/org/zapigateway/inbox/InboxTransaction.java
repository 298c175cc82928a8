package org.zapigateway.inbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.CoreMessageObjectPools;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;
import org.apache.activemq.artemis.core.postoffice.Binding;
import org.apache.activemq.artemis.core.postoffice.DuplicateIDCache;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.postoffice.impl.PostOfficeImpl;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.impl.RoutingContextImpl;
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
    private static final long LOOK_EVERY_MILLIS = 1_000;

    /**
     * Names of properties, and the values of which there are few: types, kinds, instances. Messages that wait share them, and the
     * collector does not copy each again. Safe for use by many threads.
     */
    static final CoreMessageObjectPools REPEATED_TEXTS = new CoreMessageObjectPools(32, 32, 64, 1024);

    /** For where the body begins and ends, and for an address that becomes longer because nobody wants the event. */
    private static final int BUFFER_SLACK = 64;

    private final BrokerRun run;
    private final PostOfficeImpl postOffice;
    private final StorageManager storage;
    private final Set<EventKey> added = new LinkedHashSet<>();
    private final List<StoredMessage> messages = new ArrayList<>();
    private final Transaction transaction;
    private final RoutingContext routing;

    /**
     * Begins a transaction.
     *
     * @throws ActiveMQException when the broker is not running
     */
    InboxTransaction(BrokerRun run) throws ActiveMQException {
        if (!run.isActive()) {
            throw new ActiveMQException(ActiveMQExceptionType.NOT_CONNECTED, "the embedded broker is not running");
        }
        this.run = run;
        this.postOffice = (PostOfficeImpl) run.server().getPostOffice();
        this.storage = run.server().getStorageManager();
        // What this thread writes from now on is what commit() waits for.
        storage.setContext(storage.newSingleThreadContext());
        this.transaction = new TransactionImpl(storage);
        this.routing = new RoutingContextImpl(transaction);
    }

    /**
     * Does work in a transaction of its own and commits it. When either fails, what was added is given up.
     *
     * @return what the work returned, when everything is on disk
     */
    static <T> T commit(EmbeddedBroker broker, Work<T> work) throws Exception {
        Lock committing = broker.committing();
        committing.lock();
        try {
            return addAndCommit(broker, work);
        } finally {
            committing.unlock();
        }
    }

    private static <T> T addAndCommit(EmbeddedBroker broker, Work<T> work) throws Exception {
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

    /**
     * Whether an event is neither in the inbox, also since before the last restart, nor in this transaction already. One
     * that is new is known from the commit on. For the one writer of new events only.
     */
    boolean isNew(StoredEvent event) {
        EventKey key = EventKey.of(event.id());
        return !run.knownIds().contains(key) && added.add(key);
    }

    /** A durable message of bytes for an address; the caller adds properties and then {@link #setBody the body}. */
    StoredMessage message(String address, RoutingType routingType) {
        StoredMessage message = new StoredMessage(REPEATED_TEXTS);
        message.setMessageID(storage.generateID());
        message.setType(Message.BYTES_TYPE);
        message.setDurable(true);
        message.setTimestamp(System.currentTimeMillis());
        message.setAddress(address);
        message.setRoutingType(routingType);
        messages.add(message);
        return message;
    }

    /**
     * Writes the body into a buffer that has room for the properties too: they are put behind it when the message is encoded,
     * and one that is too small would be copied to a larger one for them.
     */
    static void setBody(CoreMessage message, byte[] body) {
        message.initBuffer(body.length + message.getHeadersAndPropertiesEncodeSize() + BUFFER_SLACK);
        message.getBodyBuffer().writeBytes(body);
    }

    /** Adds a message; one that does not fit into the journal becomes a file beside it, as for any client. */
    void add(CoreMessage message) throws Exception {
        postOffice.route(LargeServerMessageImpl.checkLargeMessage(message, storage), transaction, false);
    }

    /**
     * Adds a message to one queue, whatever filters say.
     *
     * @throws ActiveMQException when there is no such queue
     */
    void addTo(String queue, CoreMessage message) throws Exception {
        Binding binding = postOffice.getBinding(SimpleString.of(queue));
        if (binding == null) {
            throw new ActiveMQException(ActiveMQExceptionType.QUEUE_DOES_NOT_EXIST, "there is no queue " + queue);
        }
        postOffice.route(
                LargeServerMessageImpl.checkLargeMessage(message, storage), transaction, false, false, binding);
    }

    /**
     * The session of a client in this process, in whose name messages are sent.
     *
     * @throws ActiveMQException when it is closed, as all are when the broker was started again
     */
    ServerSession session(String name) throws ActiveMQException {
        ServerSession session = run.server().getSessionByID(name);
        if (session == null) {
            throw new ActiveMQException(ActiveMQExceptionType.OBJECT_CLOSED, "the session of the sender is closed");
        }
        return session;
    }

    /**
     * Adds a message that a client would send: with the rights of its session, and to a queue that is made when it does
     * not exist. Its duplicate id is looked up and not remembered: what made the sender send it leaves in this transaction
     * too, and cannot come again. Only a send outside of any such transaction leaves an id behind.
     *
     * @throws ActiveMQException when the broker refuses it; a repeat is refused by the commit
     */
    void send(ServerSession session, CoreMessage message) throws Exception {
        routing.setServerSession(session).setDuplicateDetection(isRepeat(message));
        if (sendOnce(session, message) == RoutingStatus.NO_BINDINGS
                && message.getRoutingType() == RoutingType.ANYCAST) {
            session.checkAutoCreate(
                    QueueConfiguration.of(message.getAddressSimpleString()).setRoutingType(RoutingType.ANYCAST));
            requireQueue(message, sendOnce(session, message));
        }
    }

    private RoutingStatus sendOnce(ServerSession session, CoreMessage message) throws Exception {
        return session.send(transaction, message, false, null, false, routing);
    }

    private boolean isRepeat(CoreMessage message) {
        DuplicateIDCache known = postOffice.getDuplicateIDCaches().get(message.getAddressSimpleString());
        if (known == null) {
            return false;
        }
        byte[] id = message.getDuplicateIDBytes();
        return id != null && known.contains(id);
    }

    private static void requireQueue(CoreMessage message, RoutingStatus sent) throws ActiveMQException {
        if (sent != RoutingStatus.OK) {
            throw new ActiveMQException(
                    ActiveMQExceptionType.QUEUE_DOES_NOT_EXIST, "there is no queue at " + message.getAddress());
        }
    }

    /** The broker's own transaction, for what is taken off a queue in it. */
    Transaction transaction() {
        return transaction;
    }

    /**
     * Commits, and returns when everything is on disk. However long the disk takes: behind a commit whose outcome is open,
     * nobody could tell a repeat from a new event.
     *
     * @throws Exception when it is not certain that everything is on disk; it may be so nevertheless
     */
    void commit() throws Exception {
        Runnable remember = added.isEmpty() ? () -> {} : run.knownIds().write(added, transaction);
        boolean certain = false;
        try {
            transaction.commit();
            requireConfirmation();
            remember.run();
            messages.forEach(StoredMessage::pack);
            certain = true;
        } finally {
            storage.clearContext();
            if (!certain && transaction.getState() != State.ROLLEDBACK) {
                run.doubt();
            }
        }
    }

    private void requireConfirmation() throws Exception {
        while (!run.hasFailed() && !storage.waitOnOperations(LOOK_EVERY_MILLIS)) {
            LOG.debug("inbox: the disk has not confirmed a commit yet");
        }
        // After the wait: a write that failed is confirmed too, but never before the failure is told.
        if (transaction.getState() != State.COMMITTED || run.hasFailed()) {
            throw new ActiveMQException(
                    ActiveMQExceptionType.TRANSACTION_OUTCOME_UNKNOWN, "the journal did not confirm the commit");
        }
    }

    /**
     * Gives up what was added, and puts back what was taken; after a commit without certainty nothing is left to give up.
     * Both are done when it returns, or soon after when the disk does not answer.
     */
    void rollback() {
        if (transaction.getState() == State.COMMITTED) {
            return;
        }
        try {
            transaction.rollback();
            storage.waitOnOperations(LOOK_EVERY_MILLIS);
        } catch (Exception e) {
            LOG.warn("inbox: what was taken could not be put back ({}); it is read from disk anew", Causes.of(e));
            run.doubt();
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
