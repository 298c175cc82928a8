package org.zapigateway.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The JSON Schemas (2020-12) of the events, one per event type; each is whole and describes the event as it stands in
 * a queue. Checking takes many times as long as writing an event, so nothing between a sender and its answer does it.
 * Thread-safe.
 */
public final class EventSchemas {
    private static final String URN = "urn:zapi-gateway:schema:";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALTERNATIVES = "/oneOf/";
    private static final JsonSchemaFactory VALIDATOR = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig OPTIONS = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .build();
    private static final Map<EventType, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private EventSchemas() {}

    /** The schema of a type's events, JSON text. Its {@code $id} is {@link EventType#dataSchema()}. */
    public static String text(EventType type) {
        String resource = "/schemas/" + name(type) + ".json";
        try (InputStream text = EventSchemas.class.getResourceAsStream(resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the class path's " + resource + " cannot be read", e);
        }
    }

    /**
     * Where an event breaks the schema of its type, for example {@code /data/chat: required property 'id' not found}.
     *
     * @param event JSON text
     * @return one line for each fault, without any value of the event; empty when the event is valid
     */
    public static List<String> violations(String event) {
        JsonNode tree;
        try {
            tree = JSON.readTree(event);
        } catch (JsonProcessingException e) {
            return List.of("/: is not JSON");
        }
        return EventType.of(tree.path("type").asText())
                .map(type -> violations(type, tree))
                .orElseGet(() -> List.of("/type: is not the name of an event type"));
    }

    /** The name of a type's schema file without its ending, for example {@code message.received.1}. */
    static String name(EventType type) {
        return type.dataSchema().substring(URN.length()).replace(':', '.');
    }

    private static List<String> violations(EventType type, JsonNode event) {
        JsonSchema schema = SCHEMAS.computeIfAbsent(type, one -> VALIDATOR.getSchema(text(one), OPTIONS));
        Set<ValidationMessage> errors = schema.validate(event);
        Set<String> otherKinds = errors.stream()
                .filter(EventSchemas::isOfKind)
                .map(EventSchemas::alternative)
                .collect(Collectors.toSet());
        List<ValidationMessage> telling = errors.stream()
                .filter(error -> otherKinds.stream().noneMatch(path(error)::startsWith))
                .toList();
        return telling.stream()
                .filter(error -> telling.stream().noneMatch(other -> path(other).startsWith(path(error) + "/")))
                .map(EventSchemas::line)
                .toList();
    }

    // A content is one of many shapes, and the validator tells how it breaks each: those of another kind do not matter.
    private static boolean isOfKind(ValidationMessage error) {
        return path(error).contains(ALTERNATIVES)
                && error.getInstanceLocation().toString().endsWith("/kind");
    }

    private static String alternative(ValidationMessage error) {
        String path = path(error);
        int index = path.lastIndexOf(ALTERNATIVES) + ALTERNATIVES.length();
        return path.substring(0, path.indexOf('/', index) + 1);
    }

    private static String path(ValidationMessage error) {
        return error.getEvaluationPath().toString();
    }

    // The validator's messages quote the schema and the names of fields, never a value.
    private static String line(ValidationMessage error) {
        String place = error.getInstanceLocation().toString();
        return (place.isEmpty() ? "/" : place) + ": " + error.getError();
    }
}
