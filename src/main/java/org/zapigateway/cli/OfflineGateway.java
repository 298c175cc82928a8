package org.zapigateway.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.camel.Ordered;
import org.apache.camel.component.sql.SqlComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.util.StringUtils;
import org.zapigateway.routes.RouteCheck;
import org.zapigateway.routes.RoutesSettings;
import org.zapigateway.store.DatabaseSettings;
import org.zapigateway.store.DialectPlaceholder;
import org.zapigateway.subscription.CompanyQueues;
import org.zapigateway.webhook.InstanceSettings;
import org.zapigateway.webhook.WebhookRoute;

/**
 * As much of the gateway as checking and trying route files needs: its configuration, and a Camel context with its components.
 * It connects to nothing, has no data directory and no Spring context.
 */
final class OfflineGateway implements AutoCloseable {
    private final ConfigurableEnvironment environment = new StandardEnvironment();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    /** @param routes the folder of the route files; {@code null}: the configured one */
    OfflineGateway(Path routes) {
        try {
            configure(routes);
            camel.disableJMX();
            camel.getPropertiesComponent().addPropertiesSource(new Configuration(environment));
            // The component sql: wants one; it is not asked for a connection.
            DataSource noDatabase = new NoDatabase();
            camel.getRegistry().bind("dataSource", DataSource.class, noDatabase);
            camel.getComponent("sql", SqlComponent.class).setDataSource(noDatabase);
            if (!StringUtils.hasText(environment.getProperty("spring.artemis.broker-url"))) {
                camel.addComponent("jms", new CompanyQueues());
            }
            database().additional().keySet().forEach(name -> camel.getRegistry()
                    .bind(name, DataSource.class, new NoDatabase()));
            camel.start();
        } catch (RuntimeException e) {
            throw ConfiguredGateway.unreadable(e, "");
        }
    }

    private void configure(Path routes) {
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        if (routes != null) {
            environment
                    .getPropertySources()
                    .addFirst(
                            new MapPropertySource("command line", Map.of("zapi.routes.directory", routes.toString())));
        }
        if (database().enabled()) {
            DialectPlaceholder.addTo(environment);
        }
        // Last, so that it sees the others: ZAPI_ROUTES_FILEROOTS is then found as zapi.routes.file-roots.
        ConfigurationPropertySources.attach(environment);
    }

    RoutesSettings routes() {
        try {
            return Binder.get(environment).bindOrCreate("zapi.routes", RoutesSettings.class);
        } catch (RuntimeException e) {
            throw ConfiguredGateway.unreadable(e, "");
        }
    }

    /** The configured name of an instance; {@code null} for none. */
    String instanceName(String id) {
        try {
            return Binder.get(environment)
                    .bind("zapi.instances", Bindable.listOf(InstanceSettings.class))
                    .orElse(List.of())
                    .stream()
                    .filter(instance -> instance.id().equals(id))
                    .findFirst()
                    .map(InstanceSettings::name)
                    .orElse(null);
        } catch (RuntimeException e) {
            throw ConfiguredGateway.unreadable(e, "");
        }
    }

    private DatabaseSettings database() {
        return Binder.get(environment).bindOrCreate("zapi.database", DatabaseSettings.class);
    }

    RouteCheck routeCheck() {
        DatabaseSettings database = database();
        return new RouteCheck(
                camel,
                routes(),
                scheme -> scheme.equals("sql") ? database.off() : Optional.empty(),
                Set.of(WebhookRoute.ID));
    }

    @Override
    public void close() {
        camel.stop();
    }

    /** Where placeholders have their values from, behind the {@code routes.properties}. */
    private record Configuration(Environment environment) implements PropertiesSource, Ordered {
        @Override
        public String getName() {
            return "configuration";
        }

        @Override
        public String getProperty(String name) {
            return environment.getProperty(name);
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST;
        }
    }

    private static final class NoDatabase extends AbstractDataSource {
        @Override
        public Connection getConnection() throws SQLException {
            throw new SQLException("a check connects to no database");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }
}
