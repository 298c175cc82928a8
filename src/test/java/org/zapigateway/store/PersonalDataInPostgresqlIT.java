package org.zapigateway.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.JdbcTemplate;
import org.zapigateway.PostgreSql;

class PersonalDataInPostgresqlIT extends PersonalDataContract {
    private static EmbeddedPostgres postgres;
    private static int databases;

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
        String name = "zapi_" + databases++;
        new JdbcTemplate(postgres.getPostgresDatabase()).execute("CREATE DATABASE " + name);
        return Map.of(
                "spring.datasource.url",
                postgres.getJdbcUrl("postgres", name) + "&stringtype=unspecified",
                "spring.datasource.username",
                "postgres");
    }
}
