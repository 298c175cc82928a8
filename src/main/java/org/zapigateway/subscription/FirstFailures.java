package org.zapigateway.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.zapigateway.inbox.QueuedEvent;

/**
 * When events that wait for another attempt have spent their first one. There are as many as chats that wait. They are kept
 * here and not in {@link Trouble}, because the schedule forgets what it knows when the queue is read anew. Safe for use by
 * several threads.
 */
final class FirstFailures {
    private final Map<String, Instant> times = new ConcurrentHashMap<>();

    /** When an event that has failed now did so first. */
    Instant failed(String eventId) {
        return times.computeIfAbsent(eventId, id -> Instant.now());
    }

    /** When an event failed first; {@code null} when it has not. */
    Instant of(String eventId) {
        return times.get(eventId);
    }

    /** Forgets events that have left. */
    void forget(List<QueuedEvent> events) {
        if (!times.isEmpty()) {
            events.forEach(event -> times.remove(event.id()));
        }
    }
}
