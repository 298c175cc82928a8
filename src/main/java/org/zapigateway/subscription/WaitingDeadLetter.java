package org.zapigateway.subscription;

import java.time.Instant;
import org.apache.activemq.artemis.api.core.Message;
import org.zapigateway.inbox.StoredEvent;

/**
 * A message that waits for an operator.
 *
 * @param event the event; of a rejected body only its id, the bytes and the time are known
 * @param since since when it lies there
 * @param why why it lies there
 */
public record WaitingDeadLetter(StoredEvent event, Instant since, DeadLetter why) {
    static WaitingDeadLetter read(Message message) {
        return new WaitingDeadLetter(
                StoredEvent.read(message), Instant.ofEpochMilli(message.getTimestamp()), DeadLetter.read(message));
    }
}
