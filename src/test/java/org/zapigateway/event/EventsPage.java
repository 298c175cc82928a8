package org.zapigateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** Writes docs/events.md: the schemas, for people. */
final class EventsPage {
    private final SchemaSources sources;
    private final JsonNode definitions;
    private final Set<String> contents = new LinkedHashSet<>();
    private final Set<String> parts = new TreeSet<>();

    EventsPage(SchemaSources sources) {
        this.sources = sources;
        // Of all types it has the most definitions.
        JsonNode message = sources.schema(EventType.MESSAGE_RECEIVED);
        this.definitions = message.path(SchemaSources.DEFINITIONS);
        definitions.path("content").path("oneOf").forEach(kind -> contents.add(name(kind)));
        Set<String> seen = new TreeSet<>();
        for (JsonNode reference : message.findValues(SchemaSources.REFERENCE)) {
            String name = reference.asText().substring(SchemaSources.TO_DEFINITION.length());
            if (!seen.add(name) && !contents.contains(name)) {
                parts.add(name);
            }
        }
    }

    String text() {
        StringBuilder page = new StringBuilder();
        page.append(
                        """
                        # Events

                        <!-- Generated from src/main/schemas; to change it, change those, then run:
                             ./mvnw test -Dtest=GeneratedFilesTest -Dgenerate -->

                        Whatever happens on a WhatsApp number becomes an event of one of these types.

                        | type | |
                        |---|---|
                        """)
                .append(overview())
                .append(
                        """

                        An event is a [CloudEvent](https://cloudevents.io) 1.0, structured JSON. It is the text of the JMS
                        message on the queue `whatsapp.<type>`, the body in a route, and the column `event` of the table
                        `whatsapp_event`. `dataschema` names its [JSON Schema](../src/main/resources/schemas) (2020-12);
                        [asyncapi.yaml](asyncapi.yaml) describes the queues for tools. What a later release may change, and
                        what a consumer must be ready for: [How schemas change](decisions/0006-how-schemas-change.md).

                        ## The event

                        """)
                .append(table(sources.shared("event"), Set.of()))
                .append(
                        """

                        ### Beside the event

                        Properties of the JMS message, and headers in a route (`${header.eventType}`). A very long value is
                        cut here; the event has it whole. Messages of one chat share a `JMSXGroupID`, so that several
                        consumers of a queue keep their order.

                        """)
                .append(table(sources.headers(), Set.of()))
                .append("""

                        ## The data of every event

                        """)
                .append(table(sources.shared("envelope"), Set.of()))
                .append("| `original` | object | | %s |\n"
                        .formatted(
                                sources.shared("original").path("description").asText()))
                .append("\n## Types\n");
        for (EventType type : EventType.values()) {
            page.append(section(type));
        }
        page.append("\n## Content\n\n%s\n"
                .formatted(definitions.path("content").path("description").asText()));
        contents.stream().filter(name -> !name.equals("newerContent")).forEach(name -> page.append(section(name)));
        page.append("\n## Parts\n");
        parts.forEach(name -> page.append(section(name)));
        return page.toString();
    }

    private String overview() {
        StringBuilder rows = new StringBuilder();
        for (EventType type : EventType.values()) {
            String description = sources.schema(type).path("description").asText();
            rows.append("| [`%s`](#%s) | %s |\n"
                    .formatted(type, FieldTable.anchor(type.text()), description.replaceAll("(?<=[.]) .*", "")));
        }
        return rows.toString();
    }

    private String section(EventType type) {
        JsonNode schema = sources.schema(type);
        JsonNode data = schema.at("/properties/data");
        return """

                ### %s

                %s

                Queue `whatsapp.%s`, schema [`%s`](../src/main/resources/schemas/%s.json). In `data`, beside what
                every event has:

                %s
                ```json
                %s```
                """
                .formatted(
                        type,
                        schema.path("description").asText(),
                        type,
                        type.dataSchema(),
                        EventSchemas.name(type),
                        new FieldTable(schema.path(SchemaSources.DEFINITIONS), sections()).of(data, told(data)),
                        ReadableJson.of(schema.path("examples").path(0)));
    }

    // What every event has is told once, unless this type's events always have what others may lack.
    private Set<String> told(JsonNode data) {
        Set<String> told = new TreeSet<>(Set.of("original"));
        sources.shared("envelope").path("properties").fieldNames().forEachRemaining(told::add);
        data.path("required").forEach(name -> told.remove(name.asText()));
        sources.shared("envelope").path("required").forEach(name -> told.add(name.asText()));
        return told;
    }

    private String section(String name) {
        JsonNode definition = definitions.path(name);
        return """

                ### %s

                %s

                %s"""
                .formatted(
                        definition.path("title").asText(),
                        definition.path("description").asText(),
                        table(definition, Set.of()));
    }

    private String table(JsonNode object, Set<String> without) {
        return new FieldTable(definitions, sections()).of(object, without);
    }

    private Set<String> sections() {
        Set<String> sections = new TreeSet<>(parts);
        sections.addAll(contents);
        sections.add("content");
        return sections;
    }

    private static String name(JsonNode reference) {
        return reference.path(SchemaSources.REFERENCE).asText().substring(SchemaSources.TO_DEFINITION.length());
    }
}
