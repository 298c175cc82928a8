package org.zapigateway.routes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.tooling.model.ComponentModel.EndpointOptionModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.zapigateway.event.ChatKind;
import org.zapigateway.event.EventType;
import org.zapigateway.event.content.ContentKind;

/**
 * The schema of a route file for editors: Camel's own for its YAML, and on top what {@code zapi:events} takes, from the
 * metadata of the component.
 */
final class RouteFileSchema {
    private static final String CAMEL_YAML =
            "https://raw.githubusercontent.com/apache/camel/camel-%s/dsl/camel-yaml-dsl/"
                    + "camel-yaml-dsl/src/generated/resources/schema/camelYamlDsl.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What an editor offers for an option whose value is a list of names. */
    private static final Map<String, List<String>> NAMES = Map.of(
            "types", types(),
            "excludeTypes", types(),
            "contentKinds",
                    Arrays.stream(ContentKind.values()).map(ContentKind::text).toList(),
            "chatKinds", Arrays.stream(ChatKind.values()).map(ChatKind::text).toList());

    private RouteFileSchema() {}

    /** Where the schema of Camel's YAML of the version in use is. */
    static String camelYaml() throws IOException {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            return CAMEL_YAML.formatted(camel.getVersion());
        }
    }

    static ObjectNode make() throws Exception {
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("title", "A route file of zapi-gateway");
        schema.putArray("allOf").addObject().put("$ref", camelYaml());
        ObjectNode route = schema.putObject("items").putObject("properties").putObject("route");
        route.putArray("required").add("id").add("description");
        ObjectNode from = route.putObject("properties").putObject("from");
        from.putObject("if").putObject("properties").putObject("uri").put("const", "zapi:events");
        from.putObject("then")
                .putObject("properties")
                .putObject("parameters")
                .put("additionalProperties", false)
                .set("properties", options());
        return schema;
    }

    private static ObjectNode options() throws Exception {
        ObjectNode options = JSON.createObjectNode();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            for (EndpointOptionModel option : JsonMapper.generateComponentModel(
                            camel.getComponentParameterJsonSchema("zapi"))
                    .getEndpointParameterOptions()) {
                if (!option.getLabel().contains("advanced")) {
                    options.set(option.getName(), option(option));
                }
            }
        }
        return options;
    }

    private static ObjectNode option(EndpointOptionModel option) {
        ObjectNode schema = JSON.createObjectNode().put("description", option.getDescription());
        if (option.getDefaultValue() != null) {
            schema.put("default", option.getDefaultValue().toString());
        }
        List<String> names = NAMES.get(option.getName());
        if (names != null) {
            ArrayNode forms = schema.putArray("anyOf");
            names.forEach(forms.addObject().putArray("enum")::add);
            // Several of them, and placeholders.
            forms.addObject().put("type", "string");
        } else if (option.getType().equals("string")) {
            schema.put("type", "string");
        } else {
            // A string too: it may be a placeholder.
            schema.putArray("type")
                    .add(option.getType().equals("boolean") ? "boolean" : "integer")
                    .add("string");
        }
        return schema;
    }

    private static List<String> types() {
        return Stream.concat(Arrays.stream(EventType.values()).map(EventType::text), Stream.of("message.*"))
                .toList();
    }
}
