package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A clone is where its user runs a gateway, with an application.yml beside the pom.xml. */
class ConfigurationOfTestsTest {
    /** It is read as application.yml would be, and by nobody else. */
    private static final String NAME = "application-of-a-user";

    private static final Path FILE = Path.of(NAME + ".yml");

    @BeforeEach
    void configure() throws Exception {
        Files.writeString(FILE, "zapi.webhook.path: /wild");
    }

    @AfterEach
    void takeItAway() throws Exception {
        Files.delete(FILE);
    }

    @Test
    void aFileInTheWorkingDirectoryReachesNoTest() {
        assertThat(environment(Map.of("spring.config.name", NAME)).getProperty("zapi.webhook.path"))
                .isNull();
        assertThat(environment(Map.of("spring.config.name", NAME, "spring.config.location", "file:./"))
                        .getProperty("zapi.webhook.path"))
                .as("when a test wants it")
                .isEqualTo("/wild");
    }

    @Test
    void theGatewaysOwnDefaultsReachEveryTest() {
        assertThat(environment(Map.of()).getProperty("management.server.port")).isEqualTo("8081");
    }

    /** What is exported in a shell, as PATH always is. */
    @Test
    void theEnvironmentReachesNoTest() {
        assertThat(System.getenv("PATH")).isNotEmpty();
        assertThat(environment(Map.of()).getProperty("PATH")).isNull();
    }

    @Test
    void aProcessThatATestStartsHasTheEnvironmentWithoutSettings() {
        Map<String, String> environment =
                ConfigurationOfTests.process(List.of("true")).environment();
        assertThat(environment).containsEntry("PATH", System.getenv("PATH"));

        environment.putAll(Map.of(
                "ZAPI_WEBHOOK_PATH", "/wild",
                "zapi.data-dir", "wild",
                "SPRING_DATASOURCE_URL", "wild",
                "SERVER_PORT", "1",
                "MANAGEMENT_SERVER_PORT", "1",
                "LOADER_PATH", "wild"));
        ConfigurationOfTests.takeSettingsFrom(environment);

        assertThat(environment)
                .isEqualTo(ConfigurationOfTests.process(List.of("true")).environment());
    }

    private static StandardEnvironment environment(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return environment;
    }
}
