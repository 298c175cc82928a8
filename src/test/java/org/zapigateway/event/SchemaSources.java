package org.zapigateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes the schemas that ship, each whole, of the short hand-written files in {@code src/main/schemas}. */
final class SchemaSources {
    static final String DEFINITIONS = "$defs";
    static final String REFERENCE = "$ref";

    private static final Path SOURCES = Path.of("src/main/schemas");
    private static final Path EXAMPLES = Path.of("src/test/resources/fixtures/events");
    static final String TO_DEFINITION = "#/$defs/";
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode shared = read("shared");
    private final ObjectNode definitions = definitions();

    /** The schema of a type's events. */
    ObjectNode schema(EventType type) {
        ObjectNode source = read(EventSchemas.name(type));
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", type.dataSchema());
        schema.set("title", source.path("title"));
        schema.set("description", source.path("description"));
        schema.put("type", "object");
        schema.setAll((ObjectNode) shared.path("event").deepCopy());
        ObjectNode properties = (ObjectNode) schema.path("properties");
        ((ObjectNode) properties.path("type")).put("const", type.text());
        ((ObjectNode) properties.path("dataschema")).put("const", type.dataSchema());
        ((ObjectNode) properties.path("data")).setAll(data(source));
        addDefinitions(schema);
        addTypes(schema);
        schema.putArray("examples").add(example(source));
        return schema;
    }

    /** What all events share: {@code event}, {@code envelope}. */
    JsonNode shared(String name) {
        return shared.path(name);
    }

    /** What travels beside an event. */
    ObjectNode headers() {
        return read("headers");
    }

    private ObjectNode data(ObjectNode source) {
        List<JsonNode> parts = List.of(
                shared.path("envelope"),
                source.path("data"),
                shared.path(source.path("includes").asText()));
        ObjectNode data = JSON.createObjectNode().put("type", "object");
        ArrayNode required = data.putArray("required");
        ObjectNode properties = data.putObject("properties");
        for (JsonNode part : parts) {
            part.path("required").forEach(required::add);
            part.path("properties")
                    .fields()
                    .forEachRemaining(field -> properties.set(field.getKey(), field.getValue()));
        }
        properties.set("original", shared.path("original"));
        return data.deepCopy();
    }

    private ObjectNode definitions() {
        ObjectNode contents = (ObjectNode) read("contents").path(DEFINITIONS);
        ArrayNode kinds = JSON.createArrayNode();
        ArrayNode alternatives = JSON.createArrayNode();
        contents.fields().forEachRemaining(definition -> {
            JsonNode source = definition.getValue();
            if (source.has("kinds")) {
                source.path("kinds").forEach(kinds::add);
                alternatives.addObject().put(REFERENCE, TO_DEFINITION + definition.getKey());
                definition.setValue(content(source));
            }
        });
        ObjectNode all = (ObjectNode) shared.path(DEFINITIONS).deepCopy();
        alternatives.addObject().put(REFERENCE, TO_DEFINITION + "newerContent");
        ((ObjectNode) all.path("content")).set("oneOf", alternatives);
        ObjectNode newerKind =
                (ObjectNode) all.path("newerContent").path("properties").path("kind");
        newerKind.putObject("not").set("enum", kinds);
        return all.setAll(contents);
    }

    private static ObjectNode content(JsonNode source) {
        ObjectNode kind = JSON.createObjectNode().put("description", "The kind of the content.");
        JsonNode kinds = source.path("kinds");
        ObjectNode content = JSON.createObjectNode();
        content.set("title", source.path("title"));
        content.set("description", source.path("description"));
        content.put("type", "object");
        ArrayNode required = content.putArray("required").add("kind");
        source.path("required").forEach(required::add);
        ObjectNode properties = content.putObject("properties");
        properties.set("kind", kinds.size() == 1 ? kind.set("const", kinds.get(0)) : kind.set("enum", kinds));
        properties.setAll((ObjectNode) source.path("properties"));
        return content;
    }

    private void addDefinitions(ObjectNode schema) {
        Set<String> used = new TreeSet<>();
        Deque<JsonNode> open = new ArrayDeque<>(List.of(schema));
        while (!open.isEmpty()) {
            for (JsonNode reference : open.pop().findValues(REFERENCE)) {
                String name = reference.asText().substring(TO_DEFINITION.length());
                if (used.add(name)) {
                    open.push(definitions.required(name));
                }
            }
        }
        ObjectNode all = schema.putObject(DEFINITIONS);
        used.forEach(name -> all.set(name, definitions.path(name).deepCopy()));
    }

    // Validation needs no type beside a constant; programs that make classes of a schema do.
    private static void addTypes(JsonNode schema) {
        if (schema instanceof ObjectNode object && !object.has("type")) {
            JsonNode value = object.path("const");
            value = value.isMissingNode() ? object.path("enum").path(0) : value;
            if (value.isTextual() || value.isBoolean()) {
                object.put("type", value.isTextual() ? "string" : "boolean");
            }
        }
        schema.forEach(SchemaSources::addTypes);
    }

    // The original doubles its length, so it is shown only where it is never left out.
    private static JsonNode example(ObjectNode source) {
        JsonNode golden = read(JSON, EXAMPLES.resolve(source.path("example").asText() + ".json"));
        ObjectNode event = (ObjectNode) (golden.isArray() ? golden.get(0) : golden);
        if (!source.path("data").path("required").toString().contains("original")) {
            ((ObjectNode) event.path("data")).remove("original");
        }
        return event;
    }

    private static ObjectNode read(String name) {
        return (ObjectNode) read(YAML, SOURCES.resolve(name + ".yaml"));
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
