package org.zapigateway.inbox;

import java.time.Instant;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.zapigateway.inbox.InboxUnavailableException.Reason;

/** The queue {@code zapi.rejected}: bodies that could not be parsed, byte for byte. */
final class RejectedBodies {
    private final EmbeddedBroker broker;

    RejectedBodies(EmbeddedBroker broker) {
        this.broker = broker;
    }

    /** Keeps a body and returns when it is on disk. Rejections are rare, so each commits for itself. */
    void keep(byte[] body, String reason, Instant receivedAt) throws InboxUnavailableException {
        try {
            InboxTransaction.commit(broker, transaction -> add(transaction, body, reason, receivedAt));
        } catch (Exception e) {
            throw new InboxUnavailableException(Reason.APPEND_FAILED, e);
        }
    }

    private static Void add(InboxTransaction transaction, byte[] body, String reason, Instant receivedAt)
            throws Exception {
        CoreMessage message =
                transaction.message(InboxAddresses.REJECTED, RoutingType.ANYCAST, body.length + StoredEvent.OVERHEAD);
        message.putStringProperty("reason", reason);
        message.putLongProperty("receivedAt", receivedAt.toEpochMilli());
        message.getBodyBuffer().writeBytes(body);
        transaction.add(message);
        return null;
    }
}
