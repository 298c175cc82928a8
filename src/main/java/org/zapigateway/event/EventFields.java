package org.zapigateway.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.OffsetDateTime;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The fields of an event by name, flat, as SQL binds them: each name is always there, what the event does not have is
 * {@code null}. Where an {@linkplain EventHeaders event header} says the same, the name is the same; but values are
 * never cut here. Immutable.
 *
 * <p>Sorted by instance, chat and message, so that two gateways which write the same rows lock them in the same order.
 */
public final class EventFields extends AbstractMap<String, Object> implements Comparable<EventFields> {
    private static final Set<String> TIMES = Set.of("occurredAt", "receivedAt", "reactedAt");
    private static final Set<String> FLAGS = Set.of(EventHeaders.FROM_ME, "fromApi", "connected");
    private static final ObjectReader JSON = JsonMapper.builder().build().readerFor(JsonNode.class);
    private static final Comparator<String> ABSENT_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<EventFields> ORDER = Comparator.<EventFields, String>comparing(
                    fields -> fields.text(EventHeaders.INSTANCE_ID), ABSENT_FIRST)
            .thenComparing(fields -> fields.text(EventHeaders.CHAT_ID), ABSENT_FIRST)
            .thenComparing(EventFields::messageConcerned, ABSENT_FIRST)
            .thenComparing(fields -> fields.text(EventHeaders.EVENT_ID), ABSENT_FIRST);

    private final Map<String, Object> values;

    private EventFields(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * The fields of an event.
     *
     * @param event the event's JSON, as {@link EventJson} writes it
     * @throws IllegalArgumentException when it is no JSON; the message does not quote it
     */
    public static EventFields of(String event) {
        JsonNode json = read(event);
        JsonNode data = json.path("data");
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(EventHeaders.EVENT_ID, text(json, "id"));
        values.put(EventHeaders.EVENT_TYPE, text(json, "type"));
        values.put("occurredAt", time(json, "time"));
        values.put("receivedAt", time(data, "receivedAt"));
        values.put(EventHeaders.INSTANCE_ID, text(data, "instanceId"));
        values.put(EventHeaders.INSTANCE_NAME, text(data, "instanceName"));
        chat(data.path("chat"), values);
        values.put(EventHeaders.MESSAGE_ID, text(data, "messageId"));
        values.put("targetMessageId", text(data, "targetMessageId"));
        values.put("replyTo", text(data, "replyTo"));
        values.put(EventHeaders.FROM_ME, flag(data, "fromMe"));
        values.put("fromApi", flag(data, "fromApi"));
        person("sender", data.path("sender"), values);
        values.put("senderName", text(data.path("sender"), "name"));
        content(data.path("content"), values);
        values.put("status", text(data, "status"));
        person("participant", data.path("participant"), values);
        values.put("emoji", text(data.path("reaction"), "emoji"));
        values.put("reactedAt", time(data, "reactedAt"));
        values.put("outcome", text(data, "outcome"));
        values.put("zaapId", text(data, "zaapId"));
        values.put("error", text(data, "error"));
        values.put("errorCode", text(data, "errorCode"));
        values.put("connected", flag(data, "connected"));
        values.put("phone", text(data, "phone"));
        values.put("event", event);
        return new EventFields(values);
    }

    /** The class of a field's values: {@link OffsetDateTime}, {@link Boolean}, or else {@link String}. */
    public static Class<?> type(String name) {
        if (TIMES.contains(name)) {
            return OffsetDateTime.class;
        }
        return FLAGS.contains(name) ? Boolean.class : String.class;
    }

    @Override
    public Object get(Object name) {
        return values.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return values.containsKey(name);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return values.entrySet();
    }

    @Override
    public int compareTo(EventFields other) {
        return ORDER.compare(this, other);
    }

    /** Only type and id: fields that end up in a log must not take a chat there. */
    @Override
    public String toString() {
        return get(EventHeaders.EVENT_TYPE) + " " + get(EventHeaders.EVENT_ID);
    }

    private static JsonNode read(String event) {
        try {
            return JSON.readValue(event);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new IllegalArgumentException("the event is no JSON: " + e.getOriginalMessage());
        }
    }

    private static void chat(JsonNode chat, Map<String, Object> values) {
        values.put(EventHeaders.CHAT_ID, text(chat, "id"));
        values.put(EventHeaders.CHAT_KIND, text(chat, "kind"));
        values.put("chatPhone", text(chat, "phone"));
        values.put("chatLid", text(chat, "lid"));
        values.put("chatName", text(chat, "name"));
    }

    private static void person(String role, JsonNode person, Map<String, Object> values) {
        values.put(role + "Phone", text(person, "phone"));
        values.put(role + "Lid", text(person, "lid"));
        values.put(role + "Address", text(person, "address"));
    }

    private static void content(JsonNode content, Map<String, Object> values) {
        values.put(EventHeaders.CONTENT_KIND, text(content, "kind"));
        values.put("text", first(content, "text", "caption", "title", "question", "name"));
        values.put("mediaUrl", text(content, "url"));
    }

    private static String first(JsonNode node, String... names) {
        for (String name : names) {
            String text = text(node, name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.textValue() : null;
    }

    private static Boolean flag(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isBoolean() ? value.booleanValue() : null;
    }

    private static OffsetDateTime time(JsonNode node, String name) {
        String time = text(node, name);
        return time == null ? null : OffsetDateTime.parse(time);
    }

    private String messageConcerned() {
        String target = text("targetMessageId");
        return target == null ? text(EventHeaders.MESSAGE_ID) : target;
    }

    private String text(String name) {
        return (String) values.get(name);
    }
}
