package org.zapigateway.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.zapigateway.PostgreSql;

class StoreInPostgresqlIT extends StoreInDatabaseContract {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = PostgreSql.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @Override
    Map<String, Object> database() {
        return StoreHouse.postgresql(postgres);
    }

    /** As the gateway's connections plan: once for all parameters. */
    @Override
    String plan(JdbcTemplate jdbc, String statement, Object... parameters) {
        String numbered = statement.replaceFirst("\\?", "\\$1").replaceFirst("\\?", "\\$2");
        String values = Stream.of(parameters).map(value -> "'" + value + "'").collect(Collectors.joining(", "));
        return jdbc.execute((ConnectionCallback<String>) connection -> {
            JdbcTemplate session = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            session.execute("PREPARE planned AS " + numbered);
            List<String> lines = session.queryForList("EXPLAIN EXECUTE planned(" + values + ")", String.class);
            session.execute("DEALLOCATE planned");
            return String.join("\n", lines);
        });
    }
}
