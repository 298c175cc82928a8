package org.zapigateway.inbox;

import java.time.Instant;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.zapigateway.event.EventHeaders;

/**
 * A body that became no event, byte for byte, for the queue {@code zapi.rejected}.
 *
 * @param reason why it became none; no part of the body
 * @param receivedAt when the edge took it
 */
record RejectedBody(byte[] body, String reason, Instant receivedAt) {
    /** Roughly what it costs in memory and in the journal, in bytes. */
    int size() {
        return body.length + StoredEvent.OVERHEAD;
    }

    /** Puts it into a transaction. A repeat is not known as such, and kept too. */
    boolean addTo(InboxTransaction transaction) throws Exception {
        StoredMessage message = transaction.message(InboxAddresses.REJECTED, RoutingType.ANYCAST);
        // So that an operator can name it, as an event.
        message.putStringProperty(EventHeaders.EVENT_ID, "rejected-" + message.getMessageID());
        message.putStringProperty(KeptMessages.WHY_REJECTED, reason);
        message.putLongProperty("receivedAt", receivedAt.toEpochMilli());
        InboxTransaction.setBody(message, body);
        message.settle();
        transaction.add(message);
        return true;
    }
}
