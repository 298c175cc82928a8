package org.zapigateway.cli;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.time.Instant;
import java.util.Locale;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.zapigateway.event.EventHeaders;

/**
 * A message as it lies in a queue.
 *
 * @param eventType {@code null} when the gateway did not send it
 * @param eventId {@code null} when the gateway did not send it
 * @param chatKind {@code null} when the event has no chat
 * @param putInAt when its sender put it in
 * @param text {@code null} when there is none
 * @param instead what is there instead of a text, for people; {@code null} when there is a text
 */
record PeekedMessage(String eventType, String eventId, String chatKind, Instant putInAt, String text, String instead) {
    static PeekedMessage of(Message message) throws JMSException {
        String text = message instanceof TextMessage textual ? textual.getText() : null;
        return new PeekedMessage(
                message.getStringProperty(EventHeaders.EVENT_TYPE),
                message.getStringProperty(EventHeaders.EVENT_ID),
                message.getStringProperty(EventHeaders.CHAT_KIND),
                Instant.ofEpochMilli(message.getJMSTimestamp()),
                text,
                text == null ? instead(message) : null);
    }

    /** Told without reading the body: a class of a stranger's choice would be made from that of an object message. */
    private static String instead(Message message) {
        if (message instanceof TextMessage) {
            return "a text message without a text";
        }
        String kind = kind(message);
        if (kind == null) {
            return "no text message: message without a body";
        }
        int size = ((ActiveMQMessage) message).getCoreMessage().getBodySize();
        return String.format(Locale.ROOT, "no text message: %s message, %,d byte%s", kind, size, size == 1 ? "" : "s");
    }

    private static String kind(Message message) {
        if (message instanceof BytesMessage) {
            return "bytes";
        }
        if (message instanceof MapMessage) {
            return "map";
        }
        if (message instanceof StreamMessage) {
            return "stream";
        }
        return message instanceof ObjectMessage ? "object" : null;
    }
}
