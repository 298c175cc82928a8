package org.zapigateway.store;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The databases of {@code zapi.database.additional}: each a data source that routes name by {@code dataSource: "#name"},
 * and a transaction manager, so that a batch is one transaction there too. Nothing here connects.
 */
final class AdditionalDatabases implements BeanDefinitionRegistryPostProcessor {
    private final Environment environment;

    AdditionalDatabases(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        DatabaseLocation.settings(environment).additional().forEach((name, address) -> {
            if (registry.containsBeanDefinition(name)) {
                throw new IllegalStateException("zapi.database.additional." + name
                        + ": the name is taken by a part of the gateway; choose another");
            }
            registry.registerBeanDefinition(
                    name,
                    BeanDefinitionBuilder.genericBeanDefinition(LazyPool.class, () -> new LazyPool(address.pool(name)))
                            .getBeanDefinition());
            registry.registerBeanDefinition(
                    name + "TransactionManager",
                    BeanDefinitionBuilder.genericBeanDefinition(JdbcTransactionManager.class)
                            .addConstructorArgReference(name)
                            .getBeanDefinition());
        });
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        // All is in the registry.
    }

    /** Takes a connection of its pool at the first statement of a transaction, and closes the pool with itself. */
    static final class LazyPool extends LazyDataSource implements AutoCloseable {
        private final HikariDataSource pool;

        LazyPool(HikariDataSource pool) {
            super(NulReplacingDataSource.around(
                    pool, DatabaseDialect.of(pool.getJdbcUrl()).orElse(null)));
            this.pool = pool;
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
