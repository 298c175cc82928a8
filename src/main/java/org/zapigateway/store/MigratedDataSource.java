package org.zapigateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives connections only when the tables are ready. Until then it answers at once, in the way of a database that is
 * down, so that subscriptions wait with their events instead of counting attempts against a missing table.
 */
final class MigratedDataSource extends DelegatingDataSource {
    private final DatabaseState state;

    MigratedDataSource(DataSource target, DatabaseState state) {
        super(target);
        this.state = state;
    }

    /** @throws SQLTransientConnectionException while the tables are not ready, or no connection can be had */
    @Override
    public Connection getConnection() throws SQLException {
        requireMigrated();
        return super.getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        requireMigrated();
        return super.getConnection(username, password);
    }

    private void requireMigrated() throws SQLException {
        if (!state.migrated()) {
            throw new SQLTransientConnectionException("the tables are not ready yet: "
                    + state.lastError().orElse("their migration is running") + "; waiting for the database at "
                    + state.address());
        }
    }
}
