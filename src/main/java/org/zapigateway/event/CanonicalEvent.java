package org.zapigateway.event;

import java.time.Instant;
import java.util.Objects;

/**
 * One thing that happened on a WhatsApp number, as a CloudEvents 1.0 event.
 *
 * @param id 32 hex digits, the same for each delivery of the same event; see {@link EventId}
 * @param type what happened
 * @param source the instance it happened on, {@code /zapi/instances/<instanceId>}
 * @param subject the chat's id; {@code null} when the event belongs to no chat
 * @param time when it happened, by Z-API's clock where it sends one, else when it arrived
 * @param data the canonical data
 */
public record CanonicalEvent(String id, EventType type, String source, String subject, Instant time, EventData data) {
    public CanonicalEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(data, "data");
    }

    /** Only type and id: an event that ends up in a log must not take a chat there. */
    @Override
    public String toString() {
        return type + " " + id;
    }
}
