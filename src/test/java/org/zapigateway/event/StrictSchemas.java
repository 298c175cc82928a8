package org.zapigateway.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The schemas as our own tests apply them. A consumer's copy allows fields that a later release adds; here every field
 * must be described, every content kind known, and every format kept.
 */
public final class StrictSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory VALIDATOR = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig OPTIONS = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .build();
    private static final Map<EventType, JsonSchema> SCHEMAS = new EnumMap<>(EventType.class);

    static {
        for (EventType type : EventType.values()) {
            SCHEMAS.put(type, VALIDATOR.getSchema(closed(tree(EventSchemas.text(type))), OPTIONS));
        }
    }

    private StrictSchemas() {}

    /** What is wrong with an event, or not described; empty when all is well. */
    public static List<String> violations(CanonicalEvent event) {
        return SCHEMAS.get(event.type()).validate(tree(EventJson.write(event))).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getError())
                .toList();
    }

    private static JsonNode closed(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        JsonNode newerKind = schema.path("newerContent").path("properties");
        if (newerKind instanceof ObjectNode kind) {
            kind.put("kind", false);
        }
        schema.forEach(StrictSchemas::closed);
        return schema;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
