package org.zapigateway.subscription;

import java.time.Instant;
import org.zapigateway.inbox.StoredEvent;

/**
 * Where an event lies in the inbox.
 *
 * @param subscription whose queue it is, or {@code null} when no subscription wanted the event
 * @param event the event
 * @param since since when it lies there
 * @param why why it is a dead letter, or {@code null} when it waits for its route, or for an operator as unrouted
 */
public record EventPlace(String subscription, StoredEvent event, Instant since, DeadLetter why) {
    /** Whether it waits for an operator to replay or discard it. */
    public boolean isDead() {
        return why != null;
    }
}
