package org.zapigateway.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.zapigateway.event.CanonicalEvent;
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
    private static final String OCCURRED_AT = "occurredAt";
    private static final String RECEIVED_AT = "receivedAt";
    private static final List<String> HEADERS = List.of(
            EventHeaders.EVENT_TYPE,
            EventHeaders.EVENT_ID,
            EventHeaders.INSTANCE_ID,
            EventHeaders.INSTANCE_NAME,
            EventHeaders.CHAT_ID,
            EventHeaders.CHAT_KIND,
            EventHeaders.MESSAGE_ID,
            EventHeaders.CONTENT_KIND);

    /** The stored form of a canonical event. */
    static StoredEvent of(CanonicalEvent event, Instant receivedAt) {
        return new StoredEvent(
                EventHeaders.of(event),
                EventJson.write(event).getBytes(StandardCharsets.UTF_8),
                group(event),
                event.time(),
                receivedAt);
    }

    /** Reads a message of a subscription's queue, a dead letter, or an unrouted event. */
    public static StoredEvent read(ClientMessage message) {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            String value = message.getStringProperty(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        if (message.containsProperty(EventHeaders.FROM_ME)) {
            headers.put(EventHeaders.FROM_ME, message.getBooleanProperty(EventHeaders.FROM_ME));
        }
        return new StoredEvent(
                headers,
                bytes(message),
                message.getStringProperty(Message.HDR_GROUP_ID),
                Instant.ofEpochMilli(message.getLongProperty(OCCURRED_AT)),
                Instant.ofEpochMilli(message.getLongProperty(RECEIVED_AT)));
    }

    /** The event's id. */
    public String id() {
        return (String) headers.get(EventHeaders.EVENT_ID);
    }

    /** The event's JSON as text. */
    public String json() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Roughly what the event costs in memory and in the journal, in bytes. */
    int size() {
        return body.length + 512;
    }

    /** The message to append; it carries the event id as duplicate id. */
    ClientMessage toAppend(ClientSession session) {
        ClientMessage message = toMove(session);
        message.putBytesProperty(Message.HDR_DUPLICATE_DETECTION_ID, duplicateId());
        return message;
    }

    /** The message to move within the inbox; it carries no duplicate id, because it is no new event. */
    public ClientMessage toMove(ClientSession session) {
        ClientMessage message = session.createMessage(Message.BYTES_TYPE, true);
        headers.forEach(message::putObjectProperty);
        message.putStringProperty(Message.HDR_GROUP_ID.toString(), group);
        message.putLongProperty(OCCURRED_AT, occurredAt.toEpochMilli());
        message.putLongProperty(RECEIVED_AT, receivedAt.toEpochMilli());
        message.getBodyBuffer().writeBytes(body);
        return message;
    }

    /** The key of the event in the broker's memory of known ids. */
    byte[] duplicateId() {
        return id().getBytes(StandardCharsets.US_ASCII);
    }

    private static String group(CanonicalEvent event) {
        String instance = event.data().instanceId();
        return event.subject() == null ? String.valueOf(instance) : instance + "/" + event.subject();
    }

    private static byte[] bytes(ClientMessage message) {
        ActiveMQBuffer buffer = message.getBodyBuffer();
        byte[] bytes = new byte[message.isLargeMessage() ? message.getBodySize() : buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }
}
