package org.zapigateway.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;

/** Writes docs/asyncapi.yaml: the queues and what is on them, for tools. */
final class AsyncApiDocument {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final SchemaSources sources;

    AsyncApiDocument(SchemaSources sources) {
        this.sources = sources;
    }

    String text() {
        ObjectNode document = YAML.createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "zapi-gateway")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "WhatsApp events from Z-API. Each type of event has a queue; docs/events.md is for people.")
                .putObject("license")
                .put("name", "Apache-2.0");
        document.put("defaultContentType", "application/cloudevents+json");
        document.putObject("servers")
                .putObject("embedded")
                .put("host", "127.0.0.1:61616")
                .put("protocol", "jms")
                .put(
                        "description",
                        "The embedded broker, ActiveMQ Artemis; JMS and AMQP 1.0. Your own broker, when one is configured.");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode components = document.putObject("components");
        ObjectNode messages = components.putObject("messages");
        for (EventType type : EventType.values()) {
            channels.set(type.text(), channel(type));
            operations.set(type.text(), operation(type));
            messages.set(type.text(), message(type));
        }
        ObjectNode schemas = components.putObject("schemas");
        schemas.set("headers", sources.headers());
        schemas.set("jmsHeaders", jmsHeaders());
        return "# Generated from src/main/schemas; to change it, change those, then run:\n"
                + "# ./mvnw test -Dtest=GeneratedFilesTest -Dgenerate\n"
                + yaml(document);
    }

    private ObjectNode channel(EventType type) {
        JsonNode schema = sources.schema(type);
        String queue = "whatsapp." + type.text();
        ObjectNode channel = YAML.createObjectNode().put("address", queue);
        channel.set("title", schema.path("title"));
        channel.set("description", schema.path("description"));
        channel.putObject("messages").putObject(type.text()).put("$ref", "#/components/messages/" + type.text());
        channel.putObject("bindings").putObject("jms").put("destination", queue).put("destinationType", "queue");
        return channel;
    }

    private static ObjectNode operation(EventType type) {
        ObjectNode operation = YAML.createObjectNode().put("action", "send");
        operation.putObject("channel").put("$ref", "#/channels/" + type.text());
        return operation;
    }

    private ObjectNode message(EventType type) {
        ObjectNode message = YAML.createObjectNode().put("name", type.text());
        message.set("title", sources.schema(type).path("title"));
        message.putObject("headers").put("$ref", "#/components/schemas/headers");
        message.putObject("payload").put("$ref", "../src/main/resources/schemas/" + EventSchemas.name(type) + ".json");
        message.putObject("bindings")
                .putObject("jms")
                .putObject("headers")
                .put("$ref", "#/components/schemas/jmsHeaders");
        return message;
    }

    private static ObjectNode jmsHeaders() {
        ObjectNode headers = YAML.createObjectNode().put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        properties.putObject("JMSType").put("description", "The event's type.").put("type", "string");
        properties
                .putObject("JMSXGroupID")
                .put("description", "The same for the events of one chat: one consumer at a time gets them, in order.")
                .put("type", "string");
        return headers;
    }

    private static String yaml(ObjectNode document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
