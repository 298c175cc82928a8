package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundMigrationTest {
    private static final String URL = "jdbc:h2:mem:gate;PASSWORD=s3cret";

    private final DatabaseState state = new DatabaseState(DatabaseAddress.of(URL), DatabaseDialect.H2, () -> null);
    private final AtomicBoolean down = new AtomicBoolean(true);
    private final AtomicInteger attempts = new AtomicInteger();
    private final BackgroundMigration migration =
            new BackgroundMigration(this::attempt, state, new ErrorText(URL, "s3cret"), new Backoff(() -> 0.999));

    @AfterEach
    void stop() throws InterruptedException {
        migration.close();
    }

    private void attempt() {
        attempts.incrementAndGet();
        if (down.get()) {
            throw new IllegalStateException("no answer for s3cret");
        }
    }

    @Test
    void triesAgainUntilTheDatabaseIsThere() {
        migration.start();
        await().untilAsserted(() -> assertThat(state.lastError()).contains("IllegalStateException: no answer for ***"));
        assertThat(state.migrated()).isFalse();

        down.set(false);

        await().untilAsserted(() -> assertThat(state.migrated()).isTrue());
        assertThat(state.lastError()).isEmpty();
        assertThat(attempts).hasValueGreaterThan(1);
    }

    @Test
    void anErrorIsAFailedAttempt() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        Runnable unlucky = () -> {
            if (tries.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("org/example/Missing");
            }
        };
        try (BackgroundMigration goesOn =
                new BackgroundMigration(unlucky, state, new ErrorText(URL, null), new Backoff(() -> 0.999))) {
            goesOn.start();
            await().until(state::migrated);
        }
    }

    @Test
    void stopsWhileItWaitsForTheNextAttempt() throws InterruptedException {
        migration.start();
        await().until(() -> state.lastError().isPresent());

        migration.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().equals("database-migration"));
        assertThat(state.migrated()).isFalse();
    }

    @Test
    void untilThenTheDataSourceAnswersLikeADatabaseThatIsDown() throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:gate");
        MigratedDataSource gate = new MigratedDataSource(h2, state, migration::again);

        assertThatThrownBy(gate::getConnection)
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessage("the tables are not ready yet: their migration is running;"
                        + " waiting for the database at jdbc:h2:mem:gate");

        state.migrationFailed("Connection refused");
        assertThatThrownBy(() -> gate.getConnection("sa", ""))
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessageContaining("not ready yet: Connection refused;");

        try (var connection = h2.getConnection()) {
            connection.createStatement().execute("CREATE TABLE \"zapi_schema_history\" (version varchar)");
            state.migrationSucceeded();
            assertThat(gate.getConnection().isValid(1)).isTrue();
        }
    }

    @Test
    void aDatabaseThatComesBackWithoutItsTablesGetsThemAgain() throws Exception {
        down.set(false);
        migration.start();
        await().until(state::migrated);
        int before = attempts.get();
        down.set(true);
        JdbcDataSource empty = new JdbcDataSource();
        empty.setUrl("jdbc:h2:mem:");
        MigratedDataSource gate = new MigratedDataSource(empty, state, migration::again);

        assertThatThrownBy(gate::getConnection)
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessageStartingWith("the tables are not ready yet: ");
        assertThat(state.migrated()).isFalse();

        down.set(false);
        await().until(state::migrated);
        assertThat(attempts).hasValueGreaterThan(before);
    }
}
