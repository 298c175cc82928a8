package org.zapigateway.inbox;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Collection;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.core.client.impl.ClientMessageInternal;
import org.apache.activemq.artemis.core.client.impl.ClientSessionInternal;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.transaction.Transaction.State;

/**
 * What a route sends to queues of the embedded broker, and the events that leave the inbox for it: all or none. One
 * transaction after another, on the broker itself: through a client each message would be written for the wire, read
 * again by a thread of the broker, and that thread would have to be waited for.
 *
 * <p>Used by one thread.
 */
public final class Handover {
    /** What a route may send as a stream: {@value} bytes are held in memory then. */
    private static final int LONGEST_STREAM = 64 * 1024 * 1024;

    private final EmbeddedBroker broker;
    private final String session;
    private InboxTransaction transaction;
    private long sent;

    /**
     * Prepares the first transaction; each begins with its first message.
     *
     * @param session in whose name messages are sent, and with whose rights; a session of the embedded broker
     */
    public Handover(EmbeddedBroker broker, ClientSession session) {
        this.broker = broker;
        this.session = ((ClientSessionInternal) session).getName();
    }

    /** Whether the session still belongs to the broker; no longer so when the broker was started again. */
    public boolean isOpen() {
        return broker.server().getSessionByID(session) != null;
    }

    /**
     * Adds a copy of a message to the transaction. A queue that does not exist is made, where its settings allow that.
     *
     * @throws ActiveMQException when the broker refuses it, or its body is a stream that fails or is longer than
     *     {@value #LONGEST_STREAM} bytes. It is not in the transaction then, and after some refusals that can only be
     *     rolled back.
     */
    public void send(ICoreMessage message) throws ActiveMQException {
        InboxTransaction open = open();
        ServerSession sender = open.session(session);
        try {
            readStream(message);
            CoreMessage copy = copy(message);
            open.send(sender, copy);
            count(copy.getMemoryEstimate());
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) {
            throw new ActiveMQException(Causes.of(e), e, ActiveMQExceptionType.INTERNAL_ERROR);
        }
    }

    /** Whether what was sent takes so much memory that it should be committed before more is sent. */
    public boolean isFull() {
        return broker.uncommittedSends().areTooMuch(sent);
    }

    /**
     * Takes events off the inbox and commits that with what was sent; on disk when it returns.
     *
     * @throws TakenUncertainException when it is not certain whether that has happened
     * @throws Exception when it has not happened
     */
    public void commit(Collection<QueuedEvent> events) throws Exception {
        InboxTransaction open = open();
        // One that can only be rolled back would give the events back to their queue beside those who work on them.
        boolean isTaking = open.transaction().getState() == State.ACTIVE;
        try {
            if (isTaking) {
                EventFeed.acknowledge(events, open.transaction());
            }
            open.commit();
        } catch (Throwable e) {
            if (isTaking) {
                throw new TakenUncertainException(e);
            }
            throw e;
        } finally {
            rollback();
        }
    }

    /** Gives up what was sent and not committed; there may be nothing. */
    public void rollback() {
        if (transaction != null) {
            transaction.rollback();
            transaction = null;
            count(-sent);
        }
    }

    private void count(long bytes) {
        sent += bytes;
        broker.uncommittedSends().add(bytes);
    }

    private InboxTransaction open() throws ActiveMQException {
        if (transaction == null) {
            transaction = broker.begin();
        }
        return transaction;
    }

    /** A client would read it while it writes to its connection. */
    private static void readStream(ICoreMessage message) throws IOException {
        if (!(message instanceof ClientMessageInternal streamed) || streamed.getBodyInputStream() == null) {
            return;
        }
        byte[] body = streamed.getBodyInputStream().readNBytes(LONGEST_STREAM + 1);
        if (body.length > LONGEST_STREAM) {
            throw new IOException("a stream to " + message.getAddress() + " is longer than " + LONGEST_STREAM
                    + " bytes; send where the content is instead of the content");
        }
        ActiveMQBuffer buffer = message.getBodyBuffer();
        // A body that nobody has written to is not empty: four bytes of the header stand there.
        buffer.clear();
        buffer.writeBytes(body);
    }

    /** The sender may go on to use its message; the broker keeps what it gets. */
    private static CoreMessage copy(ICoreMessage message) {
        ByteBuf bytes = Unpooled.buffer(message.getEncodeSize());
        message.sendBuffer(bytes, 0);
        CoreMessage copy = new CoreMessage(InboxTransaction.REPEATED_TEXTS);
        copy.receiveBuffer(bytes);
        return copy;
    }
}
