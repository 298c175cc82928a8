package org.zapigateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what in a schema would surprise a consumer who was written for its released predecessor
 * (docs/decisions/0006-how-schemas-change.md).
 */
final class SchemaChanges {
    private static final String NEWER = SchemaSources.TO_DEFINITION + "newerContent";

    private final JsonNode before;
    private final JsonNode after;
    private final List<String> found = new ArrayList<>();

    private SchemaChanges(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /** One line for each change that needs a new version; empty when there is none. */
    static List<String> breaking(JsonNode before, JsonNode after) {
        SchemaChanges changes = new SchemaChanges(before, after);
        changes.compare("", before, after);
        return changes.found;
    }

    private void compare(String path, JsonNode reference, JsonNode otherReference) {
        JsonNode was = resolved(before, reference);
        JsonNode is = resolved(after, otherReference);
        check(typeHolds(was, is), path, "has another type");
        check(valuesHold(was, is), path, "may have a value that it could not have");
        for (String keyword : List.of("pattern", "format")) {
            check(!was.has(keyword) || was.path(keyword).equals(is.path(keyword)), path, "has lost its " + keyword);
        }
        Set<String> always = texts(is.path("required"));
        texts(was.path("required"))
                .forEach(name -> check(always.contains(name), path + "/" + name, "is no longer always given"));
        was.path("properties").fields().forEachRemaining(field -> {
            String name = path + "/" + field.getKey();
            JsonNode now = is.path("properties").path(field.getKey());
            check(!now.isMissingNode(), name, "is gone");
            if (!now.isMissingNode()) {
                compare(name, field.getValue(), now);
            }
        });
        if (was.has("items")) {
            compare(path + "[]", was.path("items"), is.path("items"));
        }
        compareAlternatives(path, was.path("oneOf"), is.path("oneOf"));
    }

    // Where a consumer was told to expect newer alternatives, they may come; a kind that it knows may not go.
    private void compareAlternatives(String path, JsonNode were, JsonNode are) {
        Set<JsonNode> now = new HashSet<>();
        are.forEach(now::add);
        Set<JsonNode> then = new HashSet<>();
        were.forEach(then::add);
        boolean open = then.stream().anyMatch(SchemaChanges::isNewer);
        check(open || then.containsAll(now), path, "has a new alternative");
        for (JsonNode alternative : were) {
            check(now.contains(alternative), path, "has lost the alternative " + alternative);
            if (open && now.contains(alternative) && !isNewer(alternative)) {
                compare(
                        path + "(" + alternative.path(SchemaSources.REFERENCE).asText() + ")",
                        alternative,
                        alternative);
            }
        }
    }

    private static boolean isNewer(JsonNode alternative) {
        return alternative.path(SchemaSources.REFERENCE).asText().equals(NEWER);
    }

    private static boolean typeHolds(JsonNode was, JsonNode is) {
        String type = was.path("type").asText();
        String now = is.path("type").asText();
        return type.isEmpty() || type.equals(now) || type.equals("number") && now.equals("integer");
    }

    private static boolean valuesHold(JsonNode was, JsonNode is) {
        Set<String> values = values(was);
        return values.isEmpty() || !values(is).isEmpty() && values.containsAll(values(is));
    }

    private static Set<String> values(JsonNode schema) {
        return schema.has("const") ? Set.of(schema.path("const").asText()) : texts(schema.path("enum"));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode resolved(JsonNode schema, JsonNode reference) {
        String pointer = reference.path(SchemaSources.REFERENCE).asText();
        return pointer.isEmpty() ? reference : schema.at(pointer.substring(1));
    }

    private void check(boolean holds, String path, String otherwise) {
        if (!holds) {
            found.add(path + " " + otherwise);
        }
    }
}
