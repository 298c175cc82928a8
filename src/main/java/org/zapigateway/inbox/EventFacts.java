package org.zapigateway.inbox;

import java.time.Instant;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
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
    // As the broker keeps them; this is asked for each event, once for each subscription.
    private static final SimpleString TYPE = SimpleString.of(EventHeaders.EVENT_TYPE);
    private static final SimpleString INSTANCE_ID = SimpleString.of(EventHeaders.INSTANCE_ID);
    private static final SimpleString INSTANCE_NAME = SimpleString.of(EventHeaders.INSTANCE_NAME);
    private static final SimpleString CHAT_ID = SimpleString.of(EventHeaders.CHAT_ID);
    private static final SimpleString MESSAGE_ID = SimpleString.of(EventHeaders.MESSAGE_ID);

    static EventFacts of(Message message) {
        return new EventFacts(
                StoredEvent.id(message),
                message.getStringProperty(TYPE),
                message.getStringProperty(INSTANCE_ID),
                message.getStringProperty(INSTANCE_NAME),
                message.getStringProperty(CHAT_ID),
                message.getStringProperty(MESSAGE_ID),
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
