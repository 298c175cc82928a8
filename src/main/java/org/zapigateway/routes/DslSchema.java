package org.zapigateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.spi.ClassResolver;

/**
 * The schema of Camel's YAML DSL, as camel-yaml-dsl brings it along. It has few shapes: a map with known keys, a list, a
 * scalar, and the choice between a text and a map; an expression's languages hide behind {@code anyOf}.
 *
 * <p>No validator library reads it, because what they say about a wrong letter is that none of 26 alternatives matches.
 */
final class DslSchema {
    private static final String RESOURCE = "schema/camelYamlDsl.json";
    private static final String DEFINITIONS = "/items/definitions";
    private static final String EXPRESSION = "org.apache.camel.model.language.ExpressionDefinition";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    private DslSchema(JsonNode document) {
        this.document = document;
    }

    static DslSchema load(ClassResolver classes) {
        try (InputStream in = classes.loadResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("camel-yaml-dsl is not on the class path");
            }
            return new DslSchema(JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an entry of a route file may be, such as {@code route}; empty when Camel knows no such entry. */
    Optional<Part> entry(String kind) {
        JsonNode entry = document.at("/items/properties").path(kind);
        return entry.isMissingNode() ? Optional.empty() : Optional.of(new Part(entry));
    }

    /** What stands at one place of a route file. */
    final class Part {
        private final JsonNode schema;

        private Part(JsonNode schema) {
            this.schema = resolve(schema);
        }

        /** The form that a map takes there; this part itself when there is no choice. */
        Part asMap() {
            return alternative("object");
        }

        /** The form that a scalar takes there; this part itself when there is no choice. */
        Part asScalar() {
            return alternative("string");
        }

        private Part alternative(String type) {
            return StreamSupport.stream(schema.path("oneOf").spliterator(), false)
                    .filter(alternative -> alternative.path("type").asText().equals(type))
                    .findFirst()
                    .map(Part::new)
                    .orElse(this);
        }

        /** {@code object}, {@code array}, {@code string}, {@code boolean}, {@code number}; empty for anything. */
        String type() {
            return schema.path("type").asText();
        }

        /** Whether only {@link #keys()} may stand there; else it is a map of anything. */
        boolean isClosed() {
            return schema.path("additionalProperties").isBoolean();
        }

        Set<String> keys() {
            Set<String> keys = new TreeSet<>();
            schema.path("properties").fieldNames().forEachRemaining(keys::add);
            return keys;
        }

        /** What may stand below a key; empty when the key is not known. */
        Optional<Part> below(String key) {
            return definitions(schema, key)
                    // Of a language, the outer definition has but the name.
                    .max((a, b) -> Boolean.compare(!a.isEmpty(), !b.isEmpty()))
                    .map(Part::new);
        }

        private Stream<JsonNode> definitions(JsonNode where, String key) {
            JsonNode own = where.path("properties").path(key);
            Stream<JsonNode> hidden = Stream.of("anyOf", "oneOf")
                    .flatMap(kind -> StreamSupport.stream(where.path(kind).spliterator(), false))
                    .flatMap(alternative -> definitions(resolve(alternative), key));
            return Stream.concat(own.isMissingNode() ? Stream.empty() : Stream.of(own), hidden);
        }

        /** The keys that must be there. */
        Set<String> required() {
            return texts("required");
        }

        /** The keys of which one must be there, because an expression is needed; empty when none is. */
        Set<String> expressions() {
            Set<String> all = keys();
            Set<String> expressions = new Part(document.at(DEFINITIONS).path(EXPRESSION)).keys();
            expressions.add("expression");
            return all.containsAll(expressions) ? expressions : Set.of();
        }

        /** The values that a scalar may have; empty for any. */
        Set<String> choices() {
            return texts("enum");
        }

        Part items() {
            return new Part(schema.path("items"));
        }

        private Set<String> texts(String field) {
            Set<String> texts = new TreeSet<>();
            schema.path(field).forEach(text -> texts.add(text.asText()));
            return texts;
        }
    }

    private JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }
}
