package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.event.ReadableJson;

/** The schema for editors. To make it: {@code ./mvnw test -Dtest=RouteFileSchemaTest -Dgenerate} */
class RouteFileSchemaTest {
    private static final Path FILE = Path.of("routes/.schema/route-file.json");

    @Test
    void isAsItWouldBeMadeNow() throws Exception {
        String made = ReadableJson.of(RouteFileSchema.make());
        if (System.getProperty("generate") != null) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, made);
        }

        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("%s; make it with: ./mvnw test -Dtest=RouteFileSchemaTest -Dgenerate", FILE)
                .isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish-to-queues", "store-in-database"})
    void theShippedRoutesAreValid(String name) throws Exception {
        assertThat(violations(Files.readString(Path.of("routes", name + ".camel.yaml"))))
                .isEmpty();
    }

    @Test
    void anEditorMarksAWrongOptionOfTheEvents() throws Exception {
        String route = RoutesHouse.route("crm", "jms:queue:x");

        assertThat(violations(route)).isEmpty();
        assertThat(violations(route.replace("      steps:", "      parameters: {tipes: message.sent}\n      steps:")))
                .singleElement()
                .asString()
                .contains("tipes");
    }

    @Test
    void anEditorMarksAWrongKeyOfCamelsYaml() throws Exception {
        assertThat(violations(RoutesHouse.route("crm", "jms:queue:x").replace("description:", "descripton:")))
                .anySatisfy(error -> assertThat(error).contains("descripton"));
    }

    private static List<String> violations(String yaml) throws Exception {
        // An editor fetches it; a test needs no network.
        Map<String, String> camelYaml = Map.of(RouteFileSchema.camelYaml(), camelYaml());
        JsonSchema schema = JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(VersionFlag.V7))
                .schemaLoaders(loaders -> loaders.schemas(camelYaml))
                .build()
                .getSchema(RouteFileSchema.make());
        JsonNode file = new YAMLMapper().readTree(yaml);
        return schema.validate(file).stream().map(ValidationMessage::toString).toList();
    }

    private static String camelYaml() throws Exception {
        try (InputStream in = RouteFileSchemaTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
