package org.zapigateway.store;

import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes {@code {{zapi.database.dialect}}} and {@code {{zapi.database.writers}}} known to route files before any bean, and
 * so any route, exists. It stops the start when there are no tables for the configured database.
 */
public final class DialectPlaceholder implements BeanFactoryPostProcessor {
    private final ConfigurableEnvironment environment;

    DialectPlaceholder(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        addTo(environment);
    }

    /**
     * Makes the placeholders known.
     *
     * @throws IllegalStateException if the gateway has no tables for the configured database; the message says the remedy
     */
    public static void addTo(ConfigurableEnvironment environment) {
        DatabaseDialect dialect = DatabaseLocation.dialect(environment);
        Integer configured = DatabaseLocation.settings(environment).writers();
        int writers = configured == null ? dialect.writers() : configured;
        if (dialect == DatabaseDialect.H2 && writers > dialect.writers()) {
            throw new IllegalStateException(DatabaseLocation.WRITERS_PROPERTY + ": " + writers
                    + " is more than the one writer that H2 takes; leave it out, or use PostgreSQL");
        }
        Map<String, Object> values = Map.of(
                // What a user wrote may be "PostgreSQL", but the folder is called "postgresql".
                DatabaseLocation.DIALECT_PROPERTY, dialect.text(), DatabaseLocation.WRITERS_PROPERTY, writers);
        environment.getPropertySources().addFirst(new MapPropertySource("databasePlaceholders", values));
    }
}
