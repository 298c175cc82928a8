package org.zapigateway.subscription;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.SendAcknowledgementHandler;
import org.zapigateway.inbox.Handover;

/** Sends to one address within the transaction of a {@link Handover}. It holds nothing that would have to be closed. */
final class LaneProducer implements ClientProducer {
    private final Handover handover;
    private final SimpleString address;
    private boolean closed;

    LaneProducer(Handover handover, SimpleString address) {
        this.handover = handover;
        this.address = address;
    }

    @Override
    public SimpleString getAddress() {
        return address;
    }

    @Override
    public void send(Message message) throws ActiveMQException {
        send(address, message);
    }

    /** The handler is told nothing: the message counts when the transaction is committed. */
    @Override
    public void send(Message message, SendAcknowledgementHandler handler) throws ActiveMQException {
        send(address, message);
    }

    @Override
    public void send(SimpleString other, Message message) throws ActiveMQException {
        message.setAddress(other == null ? address : other);
        handover.send(message.toCore());
    }

    @Override
    public void send(SimpleString other, Message message, SendAcknowledgementHandler handler) throws ActiveMQException {
        send(other, message);
    }

    @Override
    public void send(String other, Message message) throws ActiveMQException {
        send(SimpleString.of(other), message);
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isBlockOnDurableSend() {
        return false;
    }

    @Override
    public boolean isBlockOnNonDurableSend() {
        return false;
    }

    @Override
    public int getMaxRate() {
        return -1;
    }
}
