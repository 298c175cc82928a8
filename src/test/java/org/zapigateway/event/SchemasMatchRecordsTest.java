package org.zapigateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zapigateway.event.content.Button;
import org.zapigateway.event.content.Card;
import org.zapigateway.event.content.Content;
import org.zapigateway.event.content.ContentKind;
import org.zapigateway.event.content.LinkPreview;
import org.zapigateway.event.content.OrderItem;
import org.zapigateway.event.content.Row;
import org.zapigateway.event.content.Section;

/** What the records can say is what the schemas describe: the same names, of the same types, and nothing else. */
class SchemasMatchRecordsTest {
    private static final String DEFINITIONS = "#/$defs/";
    private static final Map<Class<? extends EventData>, Set<EventType>> TYPES = Map.ofEntries(
            Map.entry(
                    MessageData.class,
                    Set.of(EventType.MESSAGE_RECEIVED, EventType.MESSAGE_SENT, EventType.MESSAGE_EDITED)),
            Map.entry(DeletionData.class, Set.of(EventType.MESSAGE_DELETED)),
            Map.entry(ReactionData.class, Set.of(EventType.MESSAGE_REACTION)),
            Map.entry(WaitingData.class, Set.of(EventType.MESSAGE_WAITING)),
            Map.entry(StatusData.class, Set.of(EventType.MESSAGE_STATUS)),
            Map.entry(DeliveryData.class, Set.of(EventType.MESSAGE_DELIVERY)),
            Map.entry(PresenceData.class, Set.of(EventType.CHAT_PRESENCE)),
            Map.entry(CallData.class, Set.of(EventType.CALL_CHANGED)),
            Map.entry(ChangeData.class, Set.of(EventType.GROUP_CHANGED, EventType.CHANNEL_CHANGED)),
            Map.entry(ProfileData.class, Set.of(EventType.PROFILE_CHANGED)),
            Map.entry(LabelData.class, Set.of(EventType.CHAT_LABELLED)),
            Map.entry(NotificationData.class, Set.of(EventType.NOTIFICATION)),
            Map.entry(
                    InstanceData.class,
                    Set.of(
                            EventType.INSTANCE_CONNECTED,
                            EventType.INSTANCE_DISCONNECTED,
                            EventType.INSTANCE_PROXY_FAILED)),
            Map.entry(UnrecognisedData.class, Set.of(EventType.UNRECOGNISED)));
    private static final Map<String, Class<?>> PARTS = parts(
            Chat.class,
            Person.class,
            Advertisement.class,
            Call.class,
            Reaction.class,
            Button.class,
            Card.class,
            LinkPreview.class,
            OrderItem.class,
            Row.class,
            Section.class);

    static Set<Class<? extends EventData>> dataRecords() {
        return TYPES.keySet();
    }

    @ParameterizedTest
    @MethodSource("dataRecords")
    void theDataOfEvents(Class<?> dataRecord) {
        Map<String, String> described = new TreeMap<>();
        for (EventType type : TYPES.get(dataRecord)) {
            described.putAll(described(schema(type).at("/properties/data")));
        }

        assertThat(described).isEqualTo(written(dataRecord));
    }

    @ParameterizedTest
    @EnumSource
    void thePartsOfTheData(EventType type) {
        Map<String, JsonNode> definitions = definitions(type);
        definitions.keySet().removeAll(Set.of("content", "newerContent"));

        assertThat(PARTS).containsKeys(definitions.keySet().toArray(String[]::new));
        definitions.forEach(
                (name, definition) -> assertThat(described(definition)).as(name).isEqualTo(written(PARTS.get(name))));
    }

    @Test
    void noRecordIsForgotten() {
        Set<String> described = new TreeSet<>();
        for (EventType type : EventType.values()) {
            described.addAll(definitions(type).keySet());
        }

        assertThat(described).containsAll(PARTS.keySet());
        assertThat(TYPES.keySet()).containsExactlyInAnyOrder(permitted());
        assertThat(TYPES.values().stream().flatMap(Collection::stream)).containsExactlyInAnyOrder(EventType.values());
    }

    @Test
    void everyKindOfContentIsDescribed() {
        List<String> kinds = new ArrayList<>();
        Map<String, JsonNode> definitions = definitions(EventType.MESSAGE_RECEIVED);
        for (JsonNode alternative : definitions.get("content").path("oneOf")) {
            kinds.addAll(values(definitions.get(name(alternative)).at("/properties/kind")));
        }

        assertThat(kinds).containsExactlyInAnyOrderElementsOf(texts(ContentKind.values(), ContentKind::text));
    }

    @Test
    void whatTravelsBesideAnEventIsDescribed() throws IllegalAccessException {
        Set<String> headers = new TreeSet<>();
        for (Field constant : EventHeaders.class.getFields()) {
            headers.add((String) constant.get(null));
        }

        assertThat(described(new SchemaSources().headers()).keySet()).isEqualTo(headers);
    }

    @Test
    void closedSetsAreThoseOfTheCode() {
        assertThat(values(schema(EventType.MESSAGE_STATUS).at("/$defs/chat/properties/kind")))
                .isEqualTo(texts(ChatKind.values(), ChatKind::text));
        assertThat(values(schema(EventType.CALL_CHANGED).at("/$defs/call/properties/state")))
                .isEqualTo(texts(CallState.values(), CallState::text));
        assertThat(values(schema(EventType.MESSAGE_DELIVERY).at("/properties/data/properties/outcome")))
                .isEqualTo(texts(DeliveryOutcome.values(), DeliveryOutcome::text));
    }

    /** The fields that the schema of an object describes, each with the name of its type. */
    private static Map<String, String> described(JsonNode object) {
        Map<String, String> fields = new TreeMap<>();
        object.path("properties")
                .fields()
                .forEachRemaining(field -> fields.put(field.getKey(), type(field.getValue())));
        return fields;
    }

    private static String type(JsonNode property) {
        if (property.has("$ref")) {
            return name(property);
        }
        if (property.has("oneOf")) {
            return "content";
        }
        if (property.has("items")) {
            return "array of " + type(property.path("items"));
        }
        return property.path("format").asText(property.path("type").asText());
    }

    /** The fields that a record is written with, each with the name that a schema has for its type. */
    private static Map<String, String> written(Class<?> one) {
        Map<String, String> fields = new TreeMap<>();
        for (RecordComponent component : one.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                fields.putAll(written(component.getType()));
            } else {
                boolean raw = component.getAccessor().isAnnotationPresent(JsonRawValue.class);
                fields.put(component.getName(), raw ? "object" : type(component.getGenericType()));
            }
        }
        if (Content.class.isAssignableFrom(one)) {
            fields.put("kind", "string");
        }
        return fields;
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType list) {
            return "array of " + type(list.getActualTypeArguments()[0]);
        }
        Class<?> one = (Class<?>) type;
        Map<Class<?>, String> simple = Map.of(
                String.class, "string",
                Boolean.class, "boolean",
                Integer.class, "integer",
                Long.class, "integer",
                BigDecimal.class, "number",
                Instant.class, "date-time");
        return one.isEnum() ? "string" : simple.getOrDefault(one, definition(one));
    }

    private static Map<String, Class<?>> parts(Class<?>... others) {
        Map<String, Class<?>> parts = new TreeMap<>();
        Stream.of(Content.class.getPermittedSubclasses(), others)
                .flatMap(Stream::of)
                .forEach(one -> parts.put(definition(one), one));
        return parts;
    }

    private static String definition(Class<?> one) {
        String name = one.getSimpleName();
        return name.substring(0, 1).toLowerCase() + name.substring(1);
    }

    private static String name(JsonNode reference) {
        return reference.path("$ref").asText().substring(DEFINITIONS.length());
    }

    private static List<String> values(JsonNode property) {
        List<String> values = new ArrayList<>();
        property.path("enum").forEach(value -> values.add(value.asText()));
        return property.has("const") ? List.of(property.path("const").asText()) : values;
    }

    private static <T> List<String> texts(T[] values, Function<T, String> text) {
        return Arrays.stream(values).map(text).toList();
    }

    @SuppressWarnings("unchecked")
    private static Class<? extends EventData>[] permitted() {
        return (Class<? extends EventData>[]) EventData.class.getPermittedSubclasses();
    }

    private static Map<String, JsonNode> definitions(EventType type) {
        Map<String, JsonNode> definitions = new TreeMap<>();
        schema(type)
                .path("$defs")
                .fields()
                .forEachRemaining(field -> definitions.put(field.getKey(), field.getValue()));
        return definitions;
    }

    private static JsonNode schema(EventType type) {
        try {
            return new ObjectMapper().readTree(EventSchemas.text(type));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
