package org.zapigateway.inbox;

import java.time.Instant;

/**
 * An event that a subscription's queue gave out through its {@link EventFeed}. It stays in the queue, on disk, until it
 * is acknowledged there. Safe for use by many threads.
 */
public interface QueuedEvent {
    /** The event's id. */
    String id();

    /** What must stay in order with one another: instance and chat. */
    String group();

    /** Since when it lies in the queue. */
    Instant storedAt();

    /** What is known of it without reading it; also when it has left the queue. */
    EventFacts facts();

    /** About how much memory the event takes when it is read, in bytes. */
    long size();

    /** Reads the whole event, from disk when it is a large one. */
    StoredEvent read();
}
