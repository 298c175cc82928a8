package org.zapigateway.inbox;

import java.time.Instant;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.zapigateway.inbox.InboxUnavailableException.Reason;

/** The queue {@code zapi.rejected}. Rejections are rare, so one session serves them, one at a time. */
final class RejectedBodies {
    private final InboxSession session;

    RejectedBodies(EmbeddedBroker broker) {
        this.session = new InboxSession(broker, InboxAddresses.REJECTED);
    }

    synchronized void keep(byte[] body, String reason, Instant receivedAt) throws InboxUnavailableException {
        try {
            ClientMessage message = session.open().createMessage(Message.BYTES_TYPE, true);
            message.setRoutingType(RoutingType.ANYCAST);
            message.putStringProperty("reason", reason);
            message.putLongProperty("receivedAt", receivedAt.toEpochMilli());
            message.getBodyBuffer().writeBytes(body);
            session.send(message);
            session.commit();
        } catch (ActiveMQException e) {
            session.close();
            throw new InboxUnavailableException(Reason.APPEND_FAILED, e);
        }
    }

    synchronized void close() {
        session.close();
    }
}
