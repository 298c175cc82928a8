package org.zapigateway.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The facts of an event that travel beside it: as Camel headers in a route, as properties of a JMS message. One name
 * in both places.
 */
public final class EventHeaders {
    public static final String EVENT_TYPE = "eventType";
    public static final String EVENT_ID = "eventId";
    public static final String INSTANCE_ID = "instanceId";
    public static final String INSTANCE_NAME = "instanceName";
    public static final String CHAT_ID = "chatId";
    public static final String CHAT_KIND = "chatKind";
    public static final String MESSAGE_ID = "messageId";
    public static final String CONTENT_KIND = "contentKind";
    public static final String FROM_ME = "fromMe";

    /** On an event that an operator has sent again: its id, which is the same. Absent on all others. */
    public static final String REPLAY_OF = "replayOf";

    /** Not of the event but of its delivery: the short hash of the route file that sends it, set by the subscription. */
    public static final String ROUTE_VERSION = "routeVersion";

    /** The most characters of a header. */
    private static final int MAX_LENGTH = 1_024;

    private static final List<String> OF_THE_EVENT = List.of(
            EVENT_TYPE, EVENT_ID, INSTANCE_ID, INSTANCE_NAME, CHAT_ID, CHAT_KIND, MESSAGE_ID, CONTENT_KIND, FROM_ME);

    private EventHeaders() {}

    /**
     * The headers of an event; what the event does not have is absent, what is very long is cut.
     *
     * @return names to {@code String} values, but {@code fromMe} to a {@code Boolean}; in the order of the constants
     */
    public static Map<String, Object> of(CanonicalEvent event) {
        EventData data = event.data();
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(EVENT_TYPE, event.type().text());
        headers.put(EVENT_ID, event.id());
        put(headers, INSTANCE_ID, data.instanceId());
        put(headers, INSTANCE_NAME, data.instanceName());
        if (data.chat() != null) {
            put(headers, CHAT_ID, data.chat().id());
            put(headers, CHAT_KIND, data.chat().kind());
        }
        put(headers, MESSAGE_ID, data.messageId());
        put(headers, CONTENT_KIND, data.contentKind());
        put(headers, FROM_ME, data.fromMe());
        return headers;
    }

    /** The same of an event that was read from its JSON. */
    public static Map<String, Object> of(EventFields event) {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (String name : OF_THE_EVENT) {
            put(headers, name, event.get(name));
        }
        return headers;
    }

    /** Senders choose message ids; the broker could not store a header of a megabyte. The body has the whole value. */
    private static String bounded(String value) {
        if (value.length() <= MAX_LENGTH) {
            return value;
        }
        // Half a pair is no character: UTF-8 and databases have none for it.
        int end = Character.isHighSurrogate(value.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return value.substring(0, end);
    }

    private static void put(Map<String, Object> headers, String name, Object value) {
        if (value != null) {
            headers.put(name, value instanceof Boolean ? value : bounded(value.toString()));
        }
    }
}
