package org.zapigateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventSchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory VALIDATOR = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    @ParameterizedTest
    @EnumSource
    void everyTypeHasASchemaThatIsOne(EventType type) throws Exception {
        JsonNode schema = JSON.readTree(EventSchemas.text(type));

        assertThat(schema.path("$id").asText()).isEqualTo(type.dataSchema());
        assertThat(VALIDATOR
                        .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                        .validate(schema))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theExampleIsValid(EventType type) throws Exception {
        assertThat(EventSchemas.violations(example(type).toString())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsDescribed(EventType type) throws Exception {
        JsonNode schema = JSON.readTree(EventSchemas.text(type));

        assertThat(schema.path("title").asText()).isNotEmpty();
        assertThat(schema.path("description").asText()).isNotEmpty();
        for (JsonNode properties : schema.findValues("properties")) {
            properties.fields().forEachRemaining(field -> assertThat(
                            field.getValue().path("description").asText())
                    .as(field.getKey())
                    .isNotEmpty());
        }
    }

    @Test
    void aFieldThatALaterReleaseAddsIsNoViolation() throws Exception {
        ObjectNode event = example(EventType.MESSAGE_RECEIVED);
        event.put("traceparent", "00-0af7");
        data(event).put("newThing", 1);
        ((ObjectNode) data(event).path("chat")).put("newThing", 1);
        ((ObjectNode) data(event).path("content")).put("newThing", 1);

        assertThat(EventSchemas.violations(event.toString())).isEmpty();
    }

    @Test
    void aContentKindOfALaterReleaseIsNoViolation() throws Exception {
        ObjectNode event = example(EventType.MESSAGE_RECEIVED);
        data(event).putObject("content").put("kind", "hologram").put("text", 1);

        assertThat(EventSchemas.violations(event.toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/id       | 5",
                "/data     | 5",
                "/data/chat      | {\"id\":\"secret\"}",
                "/data/chat/kind | \"secret\"",
                "/data/sender/lid | \"secret\"",
                "/data/receivedAt | \"secret\"",
                "/data/content | {\"kind\":\"text\",\"text\":[\"secret\"]}",
                "/data/content | {\"kind\":\"poll\",\"question\":\"secret\"}",
            })
    void aViolationNamesThePlaceAndNoValue(String place, String value) throws Exception {
        ObjectNode event = example(EventType.MESSAGE_RECEIVED);
        int slash = place.lastIndexOf('/');
        ((ObjectNode) event.at(place.substring(0, slash))).set(place.substring(slash + 1), JSON.readTree(value));

        assertThat(EventSchemas.violations(event.toString()))
                .singleElement()
                .asString()
                .startsWith(place)
                .doesNotContain("secret");
    }

    @Test
    void whatIsNoEventIsAViolation() {
        assertThat(EventSchemas.violations("{")).containsExactly("/: is not JSON");
        assertThat(EventSchemas.violations("[]")).containsExactly("/type: is not the name of an event type");
        assertThat(EventSchemas.violations("{\"type\":\"unrecognised\"}"))
                .contains("/: required property 'data' not found");
        assertThat(EventSchemas.violations("{\"type\":\"secret\"}"))
                .containsExactly("/type: is not the name of an event type");
    }

    private static ObjectNode example(EventType type) throws Exception {
        return (ObjectNode)
                JSON.readTree(EventSchemas.text(type)).path("examples").path(0);
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.path("data");
    }
}
