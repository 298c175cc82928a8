package org.zapigateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The fields of an object schema as a Markdown table. */
final class FieldTable {
    private final JsonNode definitions;
    private final Set<String> sections;
    private final StringBuilder rows = new StringBuilder("| field | type | given | meaning |\n|---|---|---|---|\n");

    /**
     * @param definitions what a schema refers to
     * @param sections the names of those that are shown apart; the fields of others are shown in place
     */
    FieldTable(JsonNode definitions, Set<String> sections) {
        this.definitions = definitions;
        this.sections = sections;
    }

    /** The table of an object's fields without some of them. */
    String of(JsonNode object, Set<String> without) {
        add("", object, without);
        return rows.toString();
    }

    /** Where the section of a heading is, as GitHub names it. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replace(' ', '-').replaceAll("[^a-z0-9-]", "");
    }

    private void add(String prefix, JsonNode object, Set<String> without) {
        List<String> required = new ArrayList<>();
        object.path("required").forEach(name -> required.add(name.asText()));
        object.path("properties").fields().forEachRemaining(field -> {
            if (!without.contains(field.getKey())) {
                add(prefix + field.getKey(), field.getValue(), required.contains(field.getKey()));
            }
        });
    }

    private void add(String path, JsonNode field, boolean always) {
        rows.append("| `%s` | %s | %s | %s |\n"
                .formatted(
                        path,
                        type(field),
                        always ? "always" : "",
                        field.path("description").asText()));
        JsonNode item = field.has("items") ? field.path("items") : field;
        if (item.has(SchemaSources.REFERENCE) && !sections.contains(name(item))) {
            String prefix = path + (field.has("items") ? "[]." : ".");
            add(prefix, definitions.path(name(item)), Set.of());
        }
    }

    private String type(JsonNode field) {
        if (field.has(SchemaSources.REFERENCE)) {
            String title = definitions.path(name(field)).path("title").asText();
            return sections.contains(name(field)) ? "[%s](#%s)".formatted(title, anchor(title)) : "object";
        }
        if (field.has("items")) {
            return "list of " + type(field.path("items"));
        }
        if (field.has("const")) {
            return "`%s`".formatted(field.path("const").asText());
        }
        if (field.has("enum") || field.has("oneOf")) {
            List<String> choices = new ArrayList<>();
            field.path("enum").forEach(value -> choices.add("`" + value.asText() + "`"));
            field.path("oneOf").forEach(choice -> choices.add(type(choice)));
            return String.join(", ", choices);
        }
        return field.path("format").asText().equals("date-time")
                ? "time"
                : field.path("type").asText();
    }

    private static String name(JsonNode reference) {
        return reference.path(SchemaSources.REFERENCE).asText().substring(SchemaSources.TO_DEFINITION.length());
    }
}
