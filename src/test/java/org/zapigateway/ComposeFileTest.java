package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** {@code docker-compose.yml} cannot be run everywhere; what can be known without Docker is held here. */
class ComposeFileTest {
    private static final Map<String, String> FILLED_IN = Map.of(
            "ZAPI_INSTANCE_ID", "3F0A61C7D2B94E58A1D3C60B7E9F2485",
            "ZAPI_INSTANCE_TOKEN", "A1B2C3D4E5F60718293A4B5C",
            "ZAPI_WEBHOOK_KEY", "key-of-the-url",
            "BROKER_PASSWORD", "broker-password",
            "DATABASE_PASSWORD", "database-password");

    private ComposeFile file;

    @BeforeEach
    void read() throws IOException {
        file = ComposeFile.read();
    }

    @Test
    void theGatewayGetsTheInstanceOfTheEnvFile() {
        GatewaySettings settings = bind("zapi", GatewaySettings.class, gatewayEnvironment(FILLED_IN));

        assertThat(settings.instances()).singleElement().satisfies(instance -> {
            assertThat(instance.id()).isEqualTo("3F0A61C7D2B94E58A1D3C60B7E9F2485");
            assertThat(instance.name()).isEqualTo("main");
            assertThat(instance.token()).containsExactly("A1B2C3D4E5F60718293A4B5C");
            assertThat(instance.webhookKey()).containsExactly("key-of-the-url");
        });
    }

    @Test
    void theWebhookKeyMayBeLeftOut() {
        Map<String, String> withoutKey = new HashMap<>(FILLED_IN);
        withoutKey.remove("ZAPI_WEBHOOK_KEY");

        assertThat(bind("zapi", GatewaySettings.class, gatewayEnvironment(withoutKey))
                        .instances())
                .singleElement()
                .satisfies(instance -> assertThat(instance.webhookKey()).isEmpty());
    }

    @Test
    void theGatewayUsesTheBrokerOfTheFile() {
        ArtemisProperties broker = bind("spring.artemis", ArtemisProperties.class, gatewayEnvironment(FILLED_IN));
        Map<String, Object> artemis = ComposeFile.environment(services().get("artemis"));

        assertThat(broker.getBrokerUrl()).isEqualTo("tcp://artemis:61616");
        assertThat(broker.getUser()).isEqualTo(artemis.get("ARTEMIS_USER"));
        assertThat(broker.getPassword()).isEqualTo(artemis.get("ARTEMIS_PASSWORD"));
    }

    @Test
    void theGatewayUsesTheDatabaseOfTheFile() {
        DataSourceProperties database =
                bind("spring.datasource", DataSourceProperties.class, gatewayEnvironment(FILLED_IN));
        Map<String, Object> postgresql = ComposeFile.environment(services().get("postgresql"));

        assertThat(database.getUrl()).isEqualTo("jdbc:postgresql://postgresql:5432/" + postgresql.get("POSTGRES_DB"));
        assertThat(database.getUsername()).isEqualTo(postgresql.get("POSTGRES_USER"));
        assertThat(database.getPassword()).isEqualTo(postgresql.get("POSTGRES_PASSWORD"));
    }

    @Test
    void everyVariableOfTheGatewayBelongsToASettingThatIsBoundAbove() {
        assertThat(gatewayEnvironment(FILLED_IN).keySet())
                .allMatch(name -> name.matches("(ZAPI|SPRING_ARTEMIS|SPRING_DATASOURCE)_.*"));
    }

    @Test
    void withoutAnEnvFileNothingStarts() {
        assertThat(file.required())
                .containsExactlyInAnyOrder(
                        "ZAPI_INSTANCE_ID", "ZAPI_INSTANCE_TOKEN", "BROKER_PASSWORD", "DATABASE_PASSWORD");
        for (String name : file.required()) {
            Map<String, String> empty = new HashMap<>(FILLED_IN);
            empty.put(name, "");
            assertThatThrownBy(() -> file.services(empty)).hasMessageContaining("set " + name + " in .env");
        }
    }

    @Test
    void theExampleNamesEveryVariableAndHoldsNoSecret() throws IOException {
        Map<String, String> example = new HashMap<>();
        Files.readAllLines(Path.of(".env.example")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .forEach(pair -> example.put(pair[0], pair[1]));

        assertThat(new TreeSet<>(example.keySet())).isEqualTo(file.variables());
        assertThat(file.required())
                .allSatisfy(name -> assertThat(example.get(name)).isEmpty());
    }

    @Test
    void portsAreOpenToThisMachineOnlyAndOperationsToNobody() {
        List<String> ports = services().values().stream()
                .flatMap(service -> ((List<?>) service.getOrDefault("ports", List.of())).stream())
                .map(String.class::cast)
                .toList();

        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(ports).noneMatch(port -> port.contains("8081"));
    }

    @Test
    void everyServiceIsWatchedBoundedAndWithoutRights() {
        assertThat(services()).hasSize(3).allSatisfy((name, service) -> {
            assertThat(service).containsKeys("healthcheck", "restart", "mem_limit", "pids_limit", "stop_grace_period");
            assertThat(service).containsEntry("cap_drop", List.of("ALL"));
            assertThat(service).containsEntry("security_opt", List.of("no-new-privileges:true"));
        });
    }

    @Test
    void theGatewayKeepsItsInboxAndOnlyReadsWhatIsYours() {
        assertThat(services().get("gateway"))
                .containsEntry("read_only", true)
                .containsEntry("volumes", List.of("inbox:/app/data", "./routes:/app/routes:ro", "./lib:/app/lib:ro"));
    }

    /** Else the test of the environment would hold nothing. */
    @Test
    void aVariableThatIsNoSettingIsFound() {
        Map<String, Object> environment = new HashMap<>(gatewayEnvironment(FILLED_IN));
        environment.put("ZAPI_BROKER_PORT", "61616");

        assertThatThrownBy(() -> bind("zapi", GatewaySettings.class, environment))
                .hasStackTraceContaining("zapi.broker.port");
    }

    private Map<String, Map<String, Object>> services() {
        return file.services(FILLED_IN);
    }

    private Map<String, Object> gatewayEnvironment(Map<String, String> variables) {
        return ComposeFile.environment(file.services(variables).get("gateway"));
    }

    /** Stricter than the start, where Spring Boot lets an unknown environment variable pass: here it fails. */
    private static <T> T bind(String prefix, Class<T> type, Map<String, Object> environment) {
        MutablePropertySources sources = new MutablePropertySources();
        // The ending of the name tells Spring Boot that these are environment variables.
        sources.addFirst(new SystemEnvironmentPropertySource("compose-systemEnvironment", environment));
        return new Binder(ConfigurationPropertySources.from(sources))
                .bind(prefix, Bindable.of(type), new NoUnboundElementsBindHandler(BindHandler.DEFAULT, source -> true))
                .get();
    }
}
