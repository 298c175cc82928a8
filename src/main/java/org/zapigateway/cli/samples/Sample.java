package org.zapigateway.cli.samples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.zapigateway.event.EventType;

/**
 * One payload that Z-API would post.
 *
 * @param type the type of the event, or events, that it becomes
 * @param chat what its order matters to: the chat's address, or a word for the instance itself
 * @param payload the JSON object; not to be changed
 */
public record Sample(EventType type, String chat, ObjectNode payload) {
    private static final String RECEIVED = "ReceivedCallback";
    private static final String STATUS = "MessageStatusCallback";

    /** Whether it bears what a repeat is known by; presence has neither id nor time, so each one is news. */
    public boolean isRepeatable() {
        return type != EventType.CHAT_PRESENCE;
    }

    /** Whether it is sent by the one of Z-API's two senders that does not ask for HTTP/2 (FACTS T6). */
    public boolean isFromStatusSender() {
        return payload.path("type").asText().equals(STATUS);
    }

    /**
     * The same event, sent again. A message bears the time of its new delivery and pictures whose URLs are signed anew
     * (FIELD_CATALOGUE section 9); everything else is identical.
     */
    public Sample again(Instant now) {
        boolean renewed = payload.path("type").asText().equals(RECEIVED) && payload.has("messageId");
        if (!renewed) {
            return this;
        }
        ObjectNode again = payload.deepCopy();
        again.put("momment", now.toEpochMilli());
        signAnew(again, "photo", now);
        signAnew(again, "senderPhoto", now);
        return new Sample(type, chat, again);
    }

    private static void signAnew(ObjectNode payload, String name, Instant now) {
        if (payload.path(name).isTextual()) {
            payload.put(name, Photo.signedAt(payload.path(name).textValue(), now));
        }
    }
}
