package org.zapigateway.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventFields;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.event.EventJson;

/**
 * An event as it lies in the inbox: its JSON as UTF-8, half the journal of a JMS text message, and beside it what
 * filters, order and routes need without parsing it.
 *
 * @param headers by the names of {@link EventHeaders}; what the event does not have is absent
 * @param body the event's JSON
 * @param group what must stay in order with one another: instance and chat
 * @param occurredAt when it happened
 * @param receivedAt when the edge took it
 */
public record StoredEvent(
        Map<String, Object> headers, byte[] body, String group, Instant occurredAt, Instant receivedAt) {
    /** The header, on a traced event, that names the step of the trace before; the same on messages and requests. */
    public static final String TRACE_PARENT = "traceparent";

    private static final String OCCURRED_AT = "occurredAt";
    private static final String RECEIVED_AT = "receivedAt";

    /** About what headers and bookkeeping add to the body, in bytes. */
    static final int OVERHEAD = 512;

    private static final List<String> HEADERS = List.of(
            EventHeaders.EVENT_TYPE,
            EventHeaders.EVENT_ID,
            EventHeaders.INSTANCE_ID,
            EventHeaders.INSTANCE_NAME,
            EventHeaders.CHAT_ID,
            EventHeaders.CHAT_KIND,
            EventHeaders.MESSAGE_ID,
            EventHeaders.CONTENT_KIND,
            EventHeaders.REPLAY_OF,
            TRACE_PARENT);

    /**
     * The stored form of a canonical event.
     *
     * @param traceParent names the request in its trace; {@code null} when it is not traced
     */
    static StoredEvent of(CanonicalEvent event, Instant receivedAt, String traceParent) {
        Map<String, Object> headers = EventHeaders.of(event);
        if (traceParent != null) {
            headers.put(TRACE_PARENT, traceParent);
        }
        return new StoredEvent(headers, EventJson.bytes(event), group(headers), event.time(), receivedAt);
    }

    /**
     * The form in which an event would be stored that is somewhere else: in the event log, in a file.
     *
     * @param json the whole event
     * @throws IllegalArgumentException naming what it lacks, without quoting it
     */
    public static StoredEvent parse(String json) {
        EventFields event;
        try {
            event = EventFields.of(json);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("it is no event: one of its times is no time", e);
        }
        for (String name : List.of(EventHeaders.EVENT_TYPE, EventHeaders.EVENT_ID, OCCURRED_AT, RECEIVED_AT)) {
            if (event.get(name) == null) {
                throw new IllegalArgumentException("it is no event: it has no " + name);
            }
        }
        Map<String, Object> headers = EventHeaders.of(event);
        return new StoredEvent(
                headers,
                json.getBytes(StandardCharsets.UTF_8),
                group(headers),
                ((OffsetDateTime) event.get(OCCURRED_AT)).toInstant(),
                ((OffsetDateTime) event.get(RECEIVED_AT)).toInstant());
    }

    /**
     * Reads a message of a subscription's queue, a dead letter, or an unrouted event. It fails only when the broker does
     * not give the message: one that lacks what it should bear must reach the route, and at worst the dead letters,
     * instead of stopping all behind it.
     */
    public static StoredEvent read(Message message) {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            String value = message.getStringProperty(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        if (message.getObjectProperty(EventHeaders.FROM_ME) instanceof Boolean fromMe) {
            headers.put(EventHeaders.FROM_ME, fromMe);
        }
        headers.put(EventHeaders.EVENT_ID, id(message));
        return new StoredEvent(
                headers, bytes(message), group(message), time(message, OCCURRED_AT), receivedAt(message));
    }

    /** The event's id. */
    public String id() {
        return (String) headers.get(EventHeaders.EVENT_ID);
    }

    /** The id of the event that a message holds. */
    static String id(Message message) {
        String id = message.getStringProperty(EventHeaders.EVENT_ID);
        return id == null ? "message-" + message.getMessageID() : id;
    }

    /** When the edge took the event that a message holds. */
    static Instant receivedAt(Message message) {
        return time(message, RECEIVED_AT);
    }

    /** What the event that a message holds must stay in order with. */
    static String group(Message message) {
        String group = message.getStringProperty(Message.HDR_GROUP_ID);
        return group == null ? id(message) : group;
    }

    /** The event's JSON as text. */
    public String json() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Roughly what the event costs in memory and in the journal, in bytes. */
    int size() {
        return body.length + OVERHEAD;
    }

    /**
     * Puts the event into a transaction as a new one, unless it is a repeat.
     *
     * @return whether it was new
     */
    boolean addTo(InboxTransaction transaction) throws Exception {
        if (!transaction.isNew(this)) {
            return false;
        }
        StoredMessage message = transaction.message(InboxAddresses.EVENTS, RoutingType.MULTICAST);
        fill(message);
        transaction.add(message);
        return true;
    }

    /** Puts the event, which is no new one, into another queue of the inbox. */
    void moveTo(InboxTransaction transaction, String address, Map<String, Object> properties) throws Exception {
        StoredMessage message = transaction.message(address, RoutingType.ANYCAST);
        putAll(message, properties);
        fill(message);
        message.settle();
        transaction.add(message);
    }

    /**
     * Gives the event to one subscription again, whatever its filter says: the same event, and
     * {@link EventHeaders#REPLAY_OF} says that it is no new one.
     */
    void replayTo(InboxTransaction transaction, String subscription) throws Exception {
        StoredMessage message = transaction.message(InboxAddresses.EVENTS, RoutingType.MULTICAST);
        message.putStringProperty(EventHeaders.REPLAY_OF, id());
        fill(message);
        transaction.addTo(InboxAddresses.subscriptionQueue(subscription), message);
    }

    private void fill(CoreMessage message) {
        putAll(message, headers);
        message.putStringProperty(Message.HDR_GROUP_ID.toString(), group);
        message.putLongProperty(OCCURRED_AT, occurredAt.toEpochMilli());
        message.putLongProperty(RECEIVED_AT, receivedAt.toEpochMilli());
        InboxTransaction.setBody(message, body);
    }

    /** Texts by themselves: only so a message takes them from those that are shared. */
    private static void putAll(CoreMessage message, Map<String, Object> properties) {
        properties.forEach((name, value) -> {
            if (value instanceof String text) {
                message.putStringProperty(name, text);
            } else {
                message.putObjectProperty(name, value);
            }
        });
    }

    private static Instant time(Message message, String property) {
        Object millis = message.getObjectProperty(property);
        return Instant.ofEpochMilli(millis instanceof Long known ? known : message.getTimestamp());
    }

    private static String group(Map<String, Object> headers) {
        return headers.get(EventHeaders.INSTANCE_ID) + "/" + headers.get(EventHeaders.CHAT_ID);
    }

    private static byte[] bytes(Message message) {
        if (message instanceof ClientMessage received && received.isLargeMessage()) {
            byte[] bytes = new byte[received.getBodySize()];
            received.getBodyBuffer().readBytes(bytes);
            return bytes;
        }
        ActiveMQBuffer buffer = message.toCore().getDataBuffer();
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }
}
