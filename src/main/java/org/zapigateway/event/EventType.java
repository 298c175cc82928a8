package org.zapigateway.event;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What happened on a WhatsApp number. The {@link #text() text} names an event in all places that users see: the
 * CloudEvents {@code type}, the header {@code eventType}, the JMS type, the column {@code event_type}, and, after
 * {@code whatsapp.}, the default queue.
 */
public enum EventType {
    MESSAGE_RECEIVED("message.received"),
    MESSAGE_SENT("message.sent"),
    MESSAGE_EDITED("message.edited"),
    MESSAGE_DELETED("message.deleted"),
    MESSAGE_REACTION("message.reaction"),
    MESSAGE_WAITING("message.waiting"),
    MESSAGE_STATUS("message.status"),
    MESSAGE_DELIVERY("message.delivery"),
    CALL_CHANGED("call.changed"),
    GROUP_CHANGED("group.changed"),
    CHANNEL_CHANGED("channel.changed"),
    PROFILE_CHANGED("profile.changed"),
    CHAT_LABELLED("chat.labelled"),
    CHAT_PRESENCE("chat.presence"),
    NOTIFICATION("notification"),
    INSTANCE_CONNECTED("instance.connected"),
    INSTANCE_DISCONNECTED("instance.disconnected"),
    INSTANCE_PROXY_FAILED("instance.proxy-failed"),
    UNRECOGNISED("unrecognised");

    private static final Map<String, EventType> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::text, Function.identity()));

    private final String text;
    private final String dataSchema;

    EventType(String text) {
        this.text = text;
        this.dataSchema = "urn:zapi-gateway:schema:" + text + ":1";
    }

    /** The name that users see, for example {@code message.received}. */
    public String text() {
        return text;
    }

    /** The URN of the JSON Schema of this type's data, for example {@code urn:zapi-gateway:schema:message.received:1}. */
    public String dataSchema() {
        return dataSchema;
    }

    /** The type of that name, or empty when there is none. */
    public static Optional<EventType> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
