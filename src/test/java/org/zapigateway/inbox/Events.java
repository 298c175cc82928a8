package org.zapigateway.inbox;

import java.time.Instant;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.Chat;
import org.zapigateway.event.ChatKind;
import org.zapigateway.event.Envelope;
import org.zapigateway.event.EventId;
import org.zapigateway.event.EventType;
import org.zapigateway.event.MessageData;
import org.zapigateway.event.content.Text;

/** Canonical events for tests of the inbox and of the subscriptions. */
public final class Events {
    public static final Instant OCCURRED_AT = Instant.parse("2021-09-21T12:50:38Z");
    public static final Instant RECEIVED_AT = Instant.parse("2021-09-21T12:50:39.123Z");

    private Events() {}

    /** A received text message; the id follows from the name, so the same name is the same event. */
    public static CanonicalEvent text(String name, String chat, String text) {
        return of(EventType.MESSAGE_RECEIVED, name, chat, text);
    }

    /** A received text message in a chat of its own. */
    public static CanonicalEvent text(String name) {
        return text(name, "chat-" + name, name);
    }

    /** A message event of any type, which also bears a content. */
    public static CanonicalEvent of(EventType type, String name, String chat, String text) {
        return message(type, name, name, chat, text);
    }

    /** A received text message whose message id is not its name. */
    public static CanonicalEvent withMessageId(String name, String messageId) {
        return message(EventType.MESSAGE_RECEIVED, name, messageId, "chat", name);
    }

    /** The id of the event of that name. */
    public static String id(String name) {
        return EventId.of("test", name);
    }

    private static CanonicalEvent message(EventType type, String name, String messageId, String chat, String text) {
        Envelope envelope = new Envelope(
                "3C01",
                "sales",
                messageId,
                new Chat(chat, ChatKind.DIRECT, null, null, null),
                null,
                false,
                false,
                RECEIVED_AT,
                null);
        MessageData data =
                new MessageData(envelope, null, null, null, null, null, null, null, null, new Text(text, null), null);
        return new CanonicalEvent(id(name), type, "/zapi/instances/3C01", chat, OCCURRED_AT, data);
    }
}
