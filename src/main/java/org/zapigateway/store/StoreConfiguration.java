package org.zapigateway.store;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.apache.camel.component.sql.SqlComponent;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database of the gateway, when {@code zapi.database.enabled} (default: true). Nothing here waits for the database.
 *
 * <p>{@code sql:} in a route → {@code dataSource} (connects at the first statement) → the gate that waits for the
 * tables → the pool.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "zapi.database.enabled", matchIfMissing = true)
public class StoreConfiguration {
    private static final Duration H2_RETENTION = Duration.ofDays(30);
    private static final Duration FIRST_RETENTION = Duration.ofMinutes(1);

    @Bean
    static DialectPlaceholder dialectPlaceholder(ConfigurableEnvironment environment) {
        return new DialectPlaceholder(environment);
    }

    @Bean
    static AdditionalDatabases additionalDatabases(ConfigurableEnvironment environment) {
        return new AdditionalDatabases(environment);
    }

    @Bean
    ConnectionPool connectionPool(Environment environment) {
        return ConnectionPool.of(environment);
    }

    @Bean
    ErrorText databaseErrorText(ConnectionPool pool) {
        return new ErrorText(pool.dataSource().getJdbcUrl(), pool.dataSource().getPassword());
    }

    @Bean
    DatabaseState databaseState(ConnectionPool pool) {
        return new DatabaseState(pool.address(), pool.dialect(), pool::use);
    }

    @Bean(initMethod = "start")
    BackgroundMigration backgroundMigration(ConnectionPool pool, DatabaseState state, ErrorText errorText) {
        return new BackgroundMigration(
                new Migration(pool.dataSource(), pool.dialect()),
                state,
                errorText,
                new Backoff(() -> ThreadLocalRandom.current().nextDouble()));
    }

    /**
     * What {@code sql:} in routes uses. A transaction around a batch that executes no statement takes no connection.
     */
    @Bean
    @Primary
    DataSource dataSource(ConnectionPool pool, DatabaseState state, BackgroundMigration migration) {
        DataSource migrated = new MigratedDataSource(pool.dataSource(), state, migration::again);
        return new LazyDataSource(NulReplacingDataSource.around(migrated, pool.dialect()));
    }

    /** The component {@code sql:}. Its bean name is the scheme. */
    @Bean
    SqlComponent sql(DataSource dataSource) {
        SqlComponent sql = new StatementsComponent();
        sql.setDataSource(dataSource);
        return sql;
    }

    @Bean
    @Primary
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    EventLog eventLog(DataSource dataSource) {
        return new EventLog(new JdbcTemplate(dataSource));
    }

    @Bean
    StateTables stateTables(DataSource dataSource) {
        return new StateTables(new JdbcTemplate(dataSource));
    }

    @Bean
    RetentionSchedule retentionSchedule(
            Environment environment, DataSource dataSource, DatabaseState state, ErrorText errorText) {
        Map<KeptTable, Duration> kept = kept(DatabaseLocation.settings(environment), state.dialect());
        Retention retention = new Retention(new JdbcTemplate(dataSource), kept, Clock.systemUTC());
        RetentionSchedule schedule = new RetentionSchedule(retention::deleteExpired, FIRST_RETENTION, errorText);
        if (!retention.isForEver()) {
            schedule.start();
        }
        return schedule;
    }

    @Bean
    PersonalData personalData(DataSource dataSource, PlatformTransactionManager transactions) {
        return new PersonalData(dataSource, new TransactionTemplate(transactions));
    }

    /** How long each table keeps its rows; zero: for ever. */
    static Map<KeptTable, Duration> kept(DatabaseSettings settings, DatabaseDialect dialect) {
        Duration byDefault = dialect == DatabaseDialect.H2 ? H2_RETENTION : Duration.ZERO;
        Duration all = settings.retention() == null ? byDefault : settings.retention();
        Map<KeptTable, Duration> kept = new EnumMap<>(KeptTable.class);
        for (KeptTable table : KeptTable.values()) {
            kept.put(table, settings.retentionOf().getOrDefault(table, all));
        }
        return kept;
    }
}
