package org.zapigateway.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.JdbcTemplate;

class StoreInPostgresqlIT extends StoreInDatabaseContract {
    private static EmbeddedPostgres postgres;
    private static int databases;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @Override
    Map<String, Object> database() {
        String name = "zapi_" + databases++;
        new JdbcTemplate(postgres.getPostgresDatabase()).execute("CREATE DATABASE " + name);
        return Map.of(
                "spring.datasource.url",
                postgres.getJdbcUrl("postgres", name),
                "spring.datasource.username",
                "postgres");
    }

    @Override
    String unexplainedColumns() {
        return "SELECT count(*) FROM pg_attribute WHERE attrelid = 'whatsapp_event'::regclass AND attnum > 0"
                + " AND col_description(attrelid, attnum) IS NULL";
    }
}
