package org.zapigateway.store;

import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes {@code {{zapi.database.dialect}}} known to route files before any bean, and so any route, exists. It stops the
 * start when there are no tables for the configured database.
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
     * Makes the placeholder known.
     *
     * @throws IllegalStateException if the gateway has no tables for the configured database; the message says the remedy
     */
    public static void addTo(ConfigurableEnvironment environment) {
        String dialect = DatabaseLocation.dialect(environment).text();
        // First, before what a user wrote: "PostgreSQL" is accepted there, but the folder is called "postgresql".
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("databaseDialect", Map.of(DatabaseLocation.DIALECT_PROPERTY, dialect)));
    }
}
