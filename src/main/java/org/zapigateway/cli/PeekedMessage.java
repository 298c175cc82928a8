package org.zapigateway.cli;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Instant;
import org.zapigateway.event.EventHeaders;

/**
 * A message as it lies in a queue.
 *
 * @param eventType {@code null} when the gateway did not send it
 * @param eventId {@code null} when the gateway did not send it
 * @param chatKind {@code null} when the event has no chat
 * @param putInAt when its sender put it in
 * @param text {@code null} when it is no text message
 */
record PeekedMessage(String eventType, String eventId, String chatKind, Instant putInAt, String text) {
    static PeekedMessage of(Message message) throws JMSException {
        return new PeekedMessage(
                message.getStringProperty(EventHeaders.EVENT_TYPE),
                message.getStringProperty(EventHeaders.EVENT_ID),
                message.getStringProperty(EventHeaders.CHAT_KIND),
                Instant.ofEpochMilli(message.getJMSTimestamp()),
                message instanceof TextMessage text ? text.getText() : null);
    }
}
