package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.zapigateway.FreePort;
import org.zapigateway.PostgreSql;

/** How the gateway starts beside a real PostgreSQL that is down, busy with a replica, or not its own. */
class DatabaseStartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void aDatabaseThatComesLaterIsMigratedThen() throws Exception {
        int port = FreePort.find();
        ConfigurableApplicationContext gateway =
                gateway("jdbc:postgresql://127.0.0.1:" + port + "/postgres?password=s3cret");
        DatabaseState state = gateway.getBean(DatabaseState.class);
        DataSource dataSource = gateway.getBean(DataSource.class);

        await().atMost(PATIENCE).until(() -> state.lastError().isPresent());
        assertThat(state.migrated()).isFalse();
        assertThat(state.lastError().orElseThrow()).doesNotContain("s3cret");
        assertThatThrownBy(() -> {
                    try (var connection = dataSource.getConnection()) {
                        connection.prepareStatement("SELECT 1");
                    }
                })
                .isInstanceOf(SQLTransientConnectionException.class)
                .hasMessageContainingAll(
                        "the tables are not ready yet", "jdbc:postgresql://127.0.0.1:" + port + "/postgres")
                .hasMessageNotContaining("s3cret");

        keep(PostgreSql.start(port));

        await().atMost(PATIENCE).until(state::migrated);
        assertThat(state.lastError()).isEmpty();
        assertThat(rows(dataSource)).isZero();
    }

    @Test
    void anOutageIsReportedAsOneAndEndsWithoutARestart(@TempDir Path folder) throws Exception {
        int port = FreePort.find();
        EmbeddedPostgres postgres = keep(PostgreSql.start(port, folder.resolve("postgres")));
        ConfigurableApplicationContext gateway = gateway("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        DataSource dataSource = gateway.getBean(DataSource.class);
        await().atMost(PATIENCE).until(gateway.getBean(DatabaseState.class)::migrated);
        assertThat(rows(dataSource)).isZero();

        postgres.close();
        assertThatThrownBy(() -> rows(dataSource))
                .isInstanceOfAny(TransientDataAccessException.class, DataAccessResourceFailureException.class);

        keep(PostgreSql.start(port, folder.resolve("postgres")));
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(rows(dataSource))
                .isZero());
    }

    /** A new volume behind the same address: events of the store wait until the tables are there, without attempts. */
    @Test
    void aDatabaseThatComesBackEmptyGetsItsTablesAgain(@TempDir Path folder) throws Exception {
        int port = FreePort.find();
        EmbeddedPostgres postgres = keep(PostgreSql.start(port, folder.resolve("one")));
        ConfigurableApplicationContext gateway = gateway("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        DataSource dataSource = gateway.getBean(DataSource.class);
        await().atMost(PATIENCE).until(gateway.getBean(DatabaseState.class)::migrated);
        assertThat(rows(dataSource)).isZero();

        postgres.close();
        keep(PostgreSql.start(port, folder.resolve("two")));

        await().atMost(PATIENCE)
                // That a table is not there would cost an attempt.
                .ignoreExceptionsMatching(failure -> !(failure instanceof BadSqlGrammarException))
                .untilAsserted(() -> assertThat(rows(dataSource)).isZero());
    }

    @Test
    void replicasMigrateOneDatabaseTogether() throws Exception {
        EmbeddedPostgres postgres = keep(PostgreSql.start());
        String url = postgres.getJdbcUrl("postgres", "postgres");

        List<ConfigurableApplicationContext> replicas = List.of(gateway(url), gateway(url), gateway(url));

        for (ConfigurableApplicationContext replica : replicas) {
            await().atMost(PATIENCE).until(replica.getBean(DatabaseState.class)::migrated);
            assertThat(rows(replica.getBean(DataSource.class))).isZero();
        }
        assertThat(new JdbcTemplate(postgres.getPostgresDatabase())
                        .queryForObject(
                                "SELECT count(*) FROM zapi_schema_history WHERE success AND version = '1'",
                                Integer.class))
                .isEqualTo(1);
    }

    @Test
    void aDatabaseWithTablesAndAFlywayHistoryOfItsOwnIsLeftAsItIs() throws Exception {
        EmbeddedPostgres postgres = keep(PostgreSql.start());
        JdbcTemplate company = new JdbcTemplate(postgres.getPostgresDatabase());
        company.execute("CREATE TABLE flyway_schema_history (installed_rank int)");
        company.execute("CREATE TABLE customer (name text)");
        company.execute("INSERT INTO customer VALUES ('first')");

        ConfigurableApplicationContext gateway = gateway(postgres.getJdbcUrl("postgres", "postgres"));

        await().atMost(PATIENCE).until(gateway.getBean(DatabaseState.class)::migrated);
        assertThat(rows(gateway.getBean(DataSource.class))).isZero();
        assertThat(company.queryForObject("SELECT name FROM customer", String.class))
                .isEqualTo("first");
        assertThat(company.queryForObject("SELECT count(*) FROM flyway_schema_history", Integer.class))
                .isZero();
    }

    @Test
    void aRefusedStatementQuotesNoRow() throws Exception {
        EmbeddedPostgres postgres = keep(PostgreSql.start());
        ConfigurableApplicationContext gateway = gateway(postgres.getJdbcUrl("postgres", "postgres"));
        await().atMost(PATIENCE).until(gateway.getBean(DatabaseState.class)::migrated);
        JdbcTemplate jdbc = new JdbcTemplate(gateway.getBean(DataSource.class));

        assertThatThrownBy(() -> jdbc.update("INSERT INTO whatsapp_event (event_id, chat_id) VALUES ('a', '5511999')"))
                .hasMessageContaining("null value in column \"event_type\"")
                .rootCause()
                .hasMessageNotContaining("5511999");
    }

    private ConfigurableApplicationContext gateway(String url) {
        return keep(new SpringApplicationBuilder(StoreConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of("spring.datasource.url", url, "spring.datasource.username", "postgres"))
                .run());
    }

    private <T extends AutoCloseable> T keep(T resource) {
        open.add(resource);
        return resource;
    }

    private static long rows(DataSource dataSource) {
        return new JdbcTemplate(dataSource).queryForObject("SELECT count(*) FROM whatsapp_event", Long.class);
    }
}
