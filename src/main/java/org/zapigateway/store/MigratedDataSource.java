package org.zapigateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives connections only when the tables are ready. Until then it answers at once, in the way of a database that is
 * down, so that subscriptions wait with their events instead of counting attempts against a missing table. After an outage
 * another database may answer, of a new volume or on another server: so each new connection is asked for the tables once.
 */
final class MigratedDataSource extends DelegatingDataSource {
    private static final String LOOK = "SELECT 1 FROM \"" + Migration.HISTORY + "\" WHERE 1 = 0";

    /** SQL states of a table or schema that is not there: PostgreSQL's, and H2's. */
    private static final Set<String> NOT_THERE = Set.of("42P01", "3F000", "42S02", "42S03", "42S04");

    private final DatabaseState state;
    private final Runnable migrateAgain;

    /** The connections of the pool, by which the tables have been seen. */
    private final Set<Connection> known = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** @param migrateAgain called when the tables are gone */
    MigratedDataSource(DataSource target, DatabaseState state, Runnable migrateAgain) {
        super(target);
        this.state = state;
        this.migrateAgain = migrateAgain;
    }

    /** @throws SQLTransientConnectionException while the tables are not ready, or no connection can be had */
    @Override
    public Connection getConnection() throws SQLException {
        requireMigrated();
        return looked(super.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        requireMigrated();
        return looked(super.getConnection(username, password));
    }

    private Connection looked(Connection connection) throws SQLException {
        Connection physical = connection.unwrap(Connection.class);
        if (!known.contains(physical)) {
            try {
                look(connection);
                known.add(physical);
            } catch (RuntimeException e) {
                connection.close();
                throw e;
            } catch (SQLException e) {
                connection.close();
                if (NOT_THERE.contains(String.valueOf(e.getSQLState()))) {
                    migrateAgain.run();
                    requireMigrated();
                }
                throw e;
            }
        }
        return connection;
    }

    private static void look(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery(LOOK).close();
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    private void requireMigrated() throws SQLException {
        if (!state.migrated()) {
            throw new SQLTransientConnectionException("the tables are not ready yet: "
                    + state.lastError().orElse("their migration is running") + "; waiting for the database at "
                    + state.address());
        }
    }
}
