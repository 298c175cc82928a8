package org.zapigateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas keep what released ones promised (docs/decisions/0006-how-schemas-change.md). */
class SchemaChangesTest {
    private static final Path RELEASED = Path.of("src/test/resources/schemas-released");
    private static final Path SHIPPED = Path.of("src/main/resources/schemas");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Set<String> released() throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    // Events in queues and in the event log name the schema that they were written by, so none ever goes.
    @ParameterizedTest
    @MethodSource("released")
    void aReleasedSchemaStillShipsAndKeepsItsPromises(String name) throws IOException {
        JsonNode before = JSON.readTree(RELEASED.resolve(name).toFile());
        JsonNode after = JSON.readTree(SHIPPED.resolve(name).toFile());

        assertThat(SchemaChanges.breaking(before, after))
                .as("%s changed in a way that needs a new version, see docs/decisions/0006-how-schemas-change.md", name)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeHasAReleasedSchema(EventType type) throws IOException {
        assertThat(released()).contains(EventSchemas.name(type) + ".json");
    }

    static List<Arguments> breakingChanges() {
        return List.of(
                change("/data/replyTo is gone", schema -> data(schema).remove("replyTo")),
                change("/data/chat/id is gone", schema -> chat(schema).remove("id")),
                change("/data/receivedAt is no longer always given", schema -> required(schema, "/properties/data")
                        .remove(0)),
                change("/data/chat/id is no longer always given", schema -> required(schema, "/$defs/chat")
                        .remove(0)),
                change("/data/forwarded has another type", schema -> at(schema, "/properties/data/properties/forwarded")
                        .put("type", "string")),
                change(
                        "/data/chat/kind may have a value that it could not have",
                        schema -> ((ArrayNode) chat(schema).at("/kind/enum")).add("community")),
                change(
                        "/data/chat/kind may have a value that it could not have",
                        schema -> at(schema, "/$defs/chat/properties/kind").remove("enum")),
                change("/type may have a value that it could not have", schema -> at(schema, "/properties/type")
                        .put("const", "message")),
                change("/id has lost its pattern", schema -> at(schema, "/properties/id")
                        .remove("pattern")),
                change("/time has lost its format", schema -> at(schema, "/properties/time")
                        .remove("format")),
                change("/data/broadcastRecipients[]/phone is gone", schema -> at(schema, "/$defs/person/properties")
                        .remove("phone")),
                change(
                        "/data/content(#/$defs/text)/preview/url is gone",
                        schema -> at(schema, "/$defs/linkPreview/properties").remove("url")),
                change(
                        "/data/content has lost the alternative {\"$ref\":\"#/$defs/text\"}",
                        schema -> ((ArrayNode) schema.at("/$defs/content/oneOf")).remove(0)),
                change("/data/content(#/$defs/template)/header has a new alternative", schema -> ((ArrayNode)
                                schema.at("/$defs/template/properties/header/oneOf"))
                        .addObject()
                        .put("$ref", "#/$defs/text")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakingChanges")
    void whatWouldSurpriseAConsumerIsFound(String expected, Consumer<ObjectNode> change) throws IOException {
        ObjectNode changed = schema();
        change.accept(changed);

        assertThat(SchemaChanges.breaking(schema(), changed)).contains(expected);
    }

    @Test
    void whatAConsumerIsReadyForIsNotFound() throws IOException {
        ObjectNode changed = schema();
        data(changed).putObject("newThing").put("type", "string");
        required(changed, "/properties/data").add("newThing").add("instanceId");
        at(changed, "/$defs/chat").put("description", "Better words.");
        ((ArrayNode) chat(changed).at("/kind/enum")).remove(4);
        at(changed, "/$defs/location/properties/latitude").put("type", "integer");
        at(changed, "/$defs").putObject("hologram").put("type", "object");
        ((ArrayNode) changed.at("/$defs/content/oneOf")).addObject().put("$ref", "#/$defs/hologram");

        assertThat(SchemaChanges.breaking(schema(), changed)).isEmpty();
    }

    private static Arguments change(String expected, Consumer<ObjectNode> change) {
        return Arguments.of(expected, change);
    }

    private static ObjectNode schema() throws IOException {
        return (ObjectNode) JSON.readTree(EventSchemas.text(EventType.MESSAGE_RECEIVED));
    }

    private static ObjectNode data(ObjectNode schema) {
        return at(schema, "/properties/data/properties");
    }

    private static ObjectNode chat(ObjectNode schema) {
        return at(schema, "/$defs/chat/properties");
    }

    private static ArrayNode required(ObjectNode schema, String pointer) {
        return (ArrayNode) schema.at(pointer + "/required");
    }

    private static ObjectNode at(ObjectNode schema, String pointer) {
        return (ObjectNode) schema.at(pointer);
    }
}
