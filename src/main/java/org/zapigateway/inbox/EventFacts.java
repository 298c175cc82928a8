package org.zapigateway.inbox;

import java.time.Instant;
import org.apache.activemq.artemis.api.core.Message;
import org.zapigateway.event.EventHeaders;

/**
 * What is known of an event without reading it. All but the id and the time may be {@code null}.
 *
 * @param id the event's id
 * @param chatId the chat; it names a person, so it is not for logs
 * @param messageId the id of the message that it is or is about
 * @param receivedAt when the edge took it
 */
public record EventFacts(
        String id,
        String type,
        String instanceId,
        String instanceName,
        String chatId,
        String messageId,
        Instant receivedAt) {
    static EventFacts of(Message message) {
        return new EventFacts(
                StoredEvent.id(message),
                message.getStringProperty(EventHeaders.EVENT_TYPE),
                message.getStringProperty(EventHeaders.INSTANCE_ID),
                message.getStringProperty(EventHeaders.INSTANCE_NAME),
                message.getStringProperty(EventHeaders.CHAT_ID),
                message.getStringProperty(EventHeaders.MESSAGE_ID),
                StoredEvent.receivedAt(message));
    }

    /** Of an event that was read. */
    public static EventFacts of(StoredEvent event) {
        return new EventFacts(
                event.id(),
                header(event, EventHeaders.EVENT_TYPE),
                header(event, EventHeaders.INSTANCE_ID),
                header(event, EventHeaders.INSTANCE_NAME),
                header(event, EventHeaders.CHAT_ID),
                header(event, EventHeaders.MESSAGE_ID),
                event.receivedAt());
    }

    private static String header(StoredEvent event, String name) {
        return (String) event.headers().get(name);
    }
}
