package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

/** The subscription begins a transaction around each batch, also of routes that use no database. */
class LazyTransactionTest {
    private final StoreConfiguration configuration = new StoreConfiguration();
    private final ConnectionPool pool = ConnectionPool.of(new MockEnvironment()
            // Nobody listens on port 1: a connection that is asked for fails.
            .withProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/none")
            .withProperty("spring.datasource.hikari.connection-timeout", "250"));
    private final DatabaseState state = configuration.databaseState(pool);
    private final DataSource dataSource = configuration.dataSource(
            pool, state, configuration.backgroundMigration(pool, state, configuration.databaseErrorText(pool)));
    private final TransactionTemplate transaction =
            new TransactionTemplate(configuration.transactionManager(dataSource));

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void aTransactionWithoutStatementNeedsNoConnection() {
        state.migrationSucceeded();

        assertThatCode(() -> transaction.executeWithoutResult(status -> {})).doesNotThrowAnyException();
        assertThatCode(() -> transaction.executeWithoutResult(status -> status.setRollbackOnly()))
                .doesNotThrowAnyException();

        assertThat(pool.dataSource().getHikariPoolMXBean())
                .describedAs("the pool, which comes into being when a connection is asked for")
                .isNull();
    }

    @Test
    void aTransactionWithoutStatementSucceedsBeforeTheTablesAreReady() {
        assertThatCode(() -> transaction.executeWithoutResult(status -> {})).doesNotThrowAnyException();
    }

    @Test
    void aStatementBeforeTheTablesAreReadyFailsAsTransient() {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> jdbc.update("DELETE FROM whatsapp_event")))
                .isInstanceOf(TransientDataAccessException.class)
                .rootCause()
                .isInstanceOf(java.sql.SQLTransientConnectionException.class)
                .hasMessageContaining("the tables are not ready yet");
    }

    @Test
    void aStatementDuringAnOutageFailsAsTransient() {
        state.migrationSucceeded();
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> jdbc.update("DELETE FROM whatsapp_event")))
                .isInstanceOf(TransientDataAccessException.class);
    }
}
