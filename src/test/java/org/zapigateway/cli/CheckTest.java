package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.RouteFixture;

class CheckTest {
    @TempDir
    Path home;

    private final SpokenTerminal terminal = new SpokenTerminal();
    private final Properties before = (Properties) System.getProperties().clone();
    private Path routes;

    @BeforeEach
    void makeDirectory() throws IOException {
        routes = Files.createDirectory(home.resolve("routes"));
    }

    @AfterEach
    void restoreSettings() {
        System.setProperties(before);
    }

    @ParameterizedTest
    @MethodSource("org.zapigateway.RouteFixture#refused")
    void tellsWhatTheGatewayWouldRefuse(RouteFixture fixture) throws IOException {
        assertThat(check(fixture)).isEqualTo(1);
        assertThat(findings()).isEqualTo(fixture.expected(routes));
        assertThat(terminal.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.zapigateway.RouteFixture#warned")
    void warnsOfWhatTheGatewayWouldLoad(RouteFixture fixture) throws IOException {
        assertThat(check(fixture)).isZero();
        assertThat(findings()).isEqualTo(fixture.expected(routes));
    }

    @Test
    void theShippedRoutesAreGoodWhileBrokerAndDatabaseAreDown() {
        set(Map.of(
                "spring.artemis.broker-url", "tcp://127.0.0.1:1",
                "spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/zapi"));

        assertThat(terminal.execute("check", "routes")).isZero();
        assertThat(terminal.outLines()).containsExactly("-- 2 files, 0 refused, 0 warnings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "routes/README.md"})
    void theRoutesThatThePagesShowAreGood(String page) throws IOException {
        Matcher route =
                Pattern.compile("```yaml\n(- route:.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of(page)));
        int shown = 0;
        while (route.find()) {
            Files.writeString(routes.resolve("shown-" + shown++ + ".camel.yaml"), route.group(1));
        }

        assertThat(shown).isPositive();
        assertThat(terminal.execute("check", routes.toString())).isZero();
        assertThat(findings()).isEmpty();
    }

    @Test
    void theExamplesAreGood() throws IOException {
        Path examples = Path.of("routes/examples");
        set(Map.of(
                "zapi.routes.file-roots", "archive",
                "zapi.database.additional.crm.url", "jdbc:postgresql://127.0.0.1:1/crm",
                "mask.secret", "3b0d9c2f7a"));

        assertThat(terminal.execute("check", examples.toString())).isZero();
        try (Stream<Path> files = Files.list(examples)) {
            long count = files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .count();
            assertThat(terminal.outLines()).containsExactly("-- " + count + " files, 0 refused, 0 warnings");
        }
    }

    @Test
    void withoutADatabaseTheFilesThatNeedItAreNotLoaded() {
        set(Map.of("zapi.database.enabled", "false"));

        assertThat(terminal.execute("check", "routes")).isZero();
        assertThat(terminal.out())
                .contains("store-in-database.camel.yaml: not loaded; it uses sql: and zapi.database.enabled is false");
    }

    @Test
    void toolsGetOneJsonObject() throws IOException {
        Files.writeString(
                routes.resolve("crm.camel.yaml"),
                """
                - route:
                    id: crm
                    from:
                      uri: zapi:events
                      steps:
                        - to: direct:nobody
                """);

        assertThat(terminal.execute("check", "--json", routes.toString())).isEqualTo(1);
        assertThat(terminal.outLines()).hasSize(1);
        JsonNode answer = new ObjectMapper().readTree(terminal.out());
        assertThat(answer.path("files").asInt()).isEqualTo(1);
        assertThat(answer.path("refused").asInt()).isEqualTo(1);
        assertThat(answer.path("warnings").asInt()).isEqualTo(1);
        assertThat(answer.path("findings").get(0))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                        {"severity": "error", "file": "routes/crm.camel.yaml", "line": 6, "route": "crm",
                         "what": "sends to direct:nobody, which no route consumes",
                         "remedy": "add a route with 'from: direct:nobody'",
                         "message": "routes/crm.camel.yaml:6: route 'crm' sends to direct:nobody, which no route \
                        consumes; add a route with 'from: direct:nobody'"}
                        """));
        assertThat(answer.path("findings").get(1).path("severity").asText()).isEqualTo("warning");
    }

    @Test
    void aDirectoryWithoutRoutesIsNotGood() {
        assertThat(terminal.execute("check", routes.toString())).isEqualTo(1);
        assertThat(terminal.out()).contains("there is no file *.camel.yaml in the routes directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm.yaml", "crm.camel.yml", "sub/crm.Camel.yaml", "crm.camel.yaml.txt"})
    void aFileThatIsNotLoadedBecauseOfItsNameIsNamed(String name) throws IOException {
        Path file = routes.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "- route: {}");

        terminal.execute("check", routes.toString());

        assertThat(terminal.out()).contains("routes/" + name + ": warning: is not loaded, because its name");
    }

    @Test
    void aMissingDirectoryIsNamed() {
        assertThat(terminal.execute("check", home.resolve("rutes").toString())).isEqualTo(1);
        assertThat(terminal.out()).contains("the routes directory " + home.resolve("rutes") + " is missing");
    }

    @Test
    void aConfigurationThatCannotBeReadIsNamed() {
        set(Map.of("zapi.routes.reload", "perhaps"));

        assertThat(terminal.execute("check", routes.toString())).isEqualTo(1);
        assertThat(terminal.err())
                .contains("zapi.routes.reload has a value that does not fit; correct application.yml");
    }

    private int check(RouteFixture fixture) throws IOException {
        fixture.copyTo(routes, true);
        fixture.settings().forEach((key, value) -> System.setProperty(key.toString(), value.toString()));
        return terminal.execute("check", routes.toString());
    }

    private List<String> findings() {
        List<String> lines = terminal.outLines();
        return lines.subList(0, lines.size() - 1);
    }

    private static void set(Map<String, String> settings) {
        settings.forEach(System::setProperty);
    }
}
