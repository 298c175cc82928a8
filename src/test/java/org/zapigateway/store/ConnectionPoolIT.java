package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class ConnectionPoolIT {
    @TempDir
    Path dataDirectory;

    @Test
    void h2IsOpenedAgainAfterItsFileCouldNotBeWritten() throws Exception {
        MockEnvironment environment = new MockEnvironment().withProperty("zapi.data-dir", dataDirectory.toString());
        try (ConnectionPool pool = ConnectionPool.of(environment)) {
            execute(pool, "CREATE TABLE kept (id INT PRIMARY KEY)");
            execute(pool, "INSERT INTO kept VALUES (1)");
            breakStore(pool);

            // What failed while the database closes can be in the file for all that. It is safe to repeat, as the
            // gateway's own statements are.
            await().ignoreExceptionsInstanceOf(SQLException.class)
                    .until(() -> execute(pool, "MERGE INTO kept VALUES (2)"));

            assertThat(ids(pool)).containsExactly(1, 2);
        }
    }

    private static boolean execute(ConnectionPool pool, String sql) throws SQLException {
        try (Connection connection = pool.dataSource().getConnection()) {
            connection.createStatement().execute(sql);
            return true;
        }
    }

    private static List<Integer> ids(ConnectionPool pool) throws SQLException {
        try (Connection connection = pool.dataSource().getConnection();
                ResultSet rows =
                        connection.createStatement().executeQuery("SELECT array_agg(id ORDER BY id) FROM kept")) {
            rows.next();
            return List.of((Integer[]) rows.getObject(1, Integer[].class));
        }
    }

    /** Does what H2 does to itself when it cannot write. */
    private static void breakStore(ConnectionPool pool) throws SQLException {
        try (Connection connection = pool.dataSource().getConnection()) {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            session.getDatabase().getStore().getMvStore().panic(new MVStoreException(2, "write failed"));
        } catch (MVStoreException thrown) {
            assertThat(thrown).hasMessageContaining("write failed");
        }
    }
}
