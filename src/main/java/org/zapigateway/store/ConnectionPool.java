package org.zapigateway.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.time.Duration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The pool of connections to the database. It is no {@code DataSource} bean: whoever asked for one by its type would
 * pass by the gate that waits for the tables.
 *
 * @param dataSource opens its first connection when asked for one, and fails after five seconds without an answer
 * @param address where the database is
 * @param dialect whose SQL it speaks
 */
record ConnectionPool(HikariDataSource dataSource, DatabaseAddress address, DatabaseDialect dialect)
        implements AutoCloseable {
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);

    /**
     * A lane of a route holds one while its statements run. The lanes of a route that is slow must leave enough to all
     * others; what nobody uses is closed again.
     */
    private static final int MOST = 50;

    private static final int MOST_IDLE = 10;

    /** Makes the pool from {@code spring.datasource.*}; {@code spring.datasource.hikari.*} wins over our defaults. */
    static ConnectionPool of(Environment environment) {
        DatabaseDialect dialect = DatabaseLocation.dialect(environment);
        DataSourceProperties properties = DatabaseLocation.properties(environment);
        HikariDataSource pool = pool("database", properties);
        if (dialect == DatabaseDialect.POSTGRESQL) {
            // A statement is planned once per connection: left to itself PostgreSQL plans the large ones for each row.
            // One that waits for a lock ends before the driver gives the connection up (socketTimeout), or the
            // server would keep each such session until the lock is gone, and have none for others.
            pool.setConnectionInitSql("SET plan_cache_mode = force_generic_plan; SET lock_timeout = '50s'");
        }
        Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(pool));
        return new ConnectionPool(pool, DatabaseAddress.of(properties.getUrl()), dialect);
    }

    /** A pool with our defaults, which opens its first connection when asked for one. */
    static HikariDataSource pool(String name, DataSourceProperties properties) {
        HikariDataSource pool = properties
                .initializeDataSourceBuilder()
                .type(HikariDataSource.class)
                .build();
        pool.setPoolName(name);
        pool.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        pool.setMaximumPoolSize(MOST);
        pool.setMinimumIdle(MOST_IDLE);
        // A database that is down must not fail the first caller otherwise than any later one.
        pool.setInitializationFailTimeout(-1);
        DatabaseDialect dialect = DatabaseDialect.of(properties.getUrl()).orElse(null);
        if (dialect == DatabaseDialect.POSTGRESQL) {
            postgresqlDefaults(pool);
        } else if (dialect == DatabaseDialect.H2) {
            pool.setExceptionOverride(new ClosedDatabase(pool));
        }
        return pool;
    }

    /** Parameters of the driver; what the JDBC URL says wins over these. */
    private static void postgresqlDefaults(HikariDataSource pool) {
        pool.addDataSourceProperty("ApplicationName", "zapi-gateway");
        // The detail of a server error quotes the row, which holds messages of people.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        // Without a limit a connection that a firewall forgot blocks a subscription for ever. Seconds.
        pool.addDataSourceProperty("connectTimeout", "5");
        pool.addDataSourceProperty("socketTimeout", "60");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        // A batch of INSERT … VALUES becomes one statement with many rows.
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    }

    /** How many connections are in use now. */
    ConnectionUse use() {
        HikariPoolMXBean pool = dataSource.getHikariPoolMXBean();
        int most = dataSource.getMaximumPoolSize();
        return pool == null
                ? new ConnectionUse(0, most, 0)
                : new ConnectionUse(pool.getActiveConnections(), most, pool.getThreadsAwaitingConnection());
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
