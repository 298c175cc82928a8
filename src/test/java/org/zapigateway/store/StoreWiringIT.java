package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.zapigateway.event.EventFields;

/** The database beside all that Spring Boot and Camel configure by themselves, with nobody at its address. */
class StoreWiringIT {
    @TempDir
    Path folder;

    @Test
    void theShippedRouteStartsWithTheGatewaysDataSourceWhileTheDatabaseIsDown() throws Exception {
        Path routes = copyOfRoutes(folder.resolve("my routes"));

        try (ConfigurableApplicationContext spring = start(Map.of("zapi.routes.directory", routes))) {
            CamelContext camel = spring.getBean(CamelContext.class);
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveResource(
                            camel, "file:" + routes.resolve("store-in-database.camel.yaml")));

            assertThat(camel.getRouteController()
                            .getRouteStatus("store-in-database")
                            .isStarted())
                    .isTrue();
            SqlEndpoint endpoint = camel.getEndpoints().stream()
                    .filter(SqlEndpoint.class::isInstance)
                    .map(SqlEndpoint.class::cast)
                    .filter(sql -> sql.getQuery().equals("file:" + routes + "/sql/postgresql/insert-event.sql"))
                    .findFirst()
                    .orElseThrow();
            assertThat(endpoint.getDataSource()).isSameAs(spring.getBean("dataSource"));
            assertThat(push(spring)).hasRootCauseInstanceOf(SQLTransientConnectionException.class);
        }
    }

    @Test
    void withoutDatabaseThereIsNoDataSource() {
        try (ConfigurableApplicationContext spring = start(Map.of("zapi.database.enabled", "false"))) {
            assertThat(spring.getBeanNamesForType(DataSource.class)).isEmpty();
            assertThat(spring.getBeanNamesForType(DatabaseState.class)).isEmpty();
        }
    }

    @Test
    void aDatabaseWithoutTablesOfOursStopsTheStart() {
        assertThatThrownBy(() -> start(Map.of("spring.datasource.url", "jdbc:mysql://db/zapi")))
                .hasStackTraceContaining("spring.datasource.url: there are no tables for jdbc:mysql://db/zapi");
    }

    private static Exception push(ConfigurableApplicationContext spring) throws Exception {
        return spring.getBean(StubZapiComponent.class)
                .push(new ArrayList<>(List.of(EventFields.of("{}"))), Map.of(), Map.of())
                .getException();
    }

    private static ConfigurableApplicationContext start(Map<String, ?> properties) {
        Map<String, Object> all = new HashMap<>(Map.of(
                // Nobody listens on port 1.
                "spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/none",
                "spring.main.banner-mode", "off",
                // The parts of health belong to the gateway, which is not started here.
                "management.endpoint.health.validate-group-membership", "false"));
        properties.forEach((name, value) -> all.put(name, value.toString()));
        return new SpringApplicationBuilder(Gateway.class)
                .web(WebApplicationType.NONE)
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    private static Path copyOfRoutes(Path target) throws Exception {
        Path source = Path.of("routes");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(source.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return target;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, ArtemisAutoConfiguration.class
            })
    @Import(StoreConfiguration.class)
    static class Gateway {
        @Bean("zapi-component")
        StubZapiComponent zapi() {
            return new StubZapiComponent();
        }
    }
}
