package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A gateway as it ships, on a PostgreSQL that a user's routes wait for, too. */
class SlowSqlRouteIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int LANES = 12;

    private static final String SLOW =
            """
            - route:
                id: slow
                description: Waits for a lock with all its lanes
                from:
                  uri: zapi:events
                  parameters:
                    types: message.received
                    concurrency: 12
                    batchSize: 1
                  steps:
                    - to:
                        uri: sql:SELECT pg_advisory_xact_lock(1)
            """;

    @TempDir
    Path folder;

    private EmbeddedPostgres postgres;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        postgres = PostgreSql.start();
        gateway = RunningGateway.in(folder.resolve("gateway"))
                .routeFile("slow", SLOW)
                .routeFile("store", STORE)
                .with("zapi.database.enabled", "true")
                .with("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"))
                .with("spring.datasource.username", "postgres")
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        postgres.close();
    }

    private static final String STORE =
            """
            - route:
                id: store
                description: Writes a row
                from:
                  uri: zapi:events
                  steps:
                    - to:
                        uri: sql:INSERT INTO row_of (id) VALUES (:#eventId) ON CONFLICT DO NOTHING
            """;

    @Test
    void aRouteWhoseLanesAllWaitDelaysNoOtherRoute() throws Exception {
        try (Connection blocker = postgres.getPostgresDatabase().getConnection();
                Statement statement = blocker.createStatement()) {
            statement.execute("CREATE TABLE row_of (id text PRIMARY KEY)");
            statement.execute("SELECT pg_advisory_lock(1)");
            for (int i = 0; i < LANES; i++) {
                post(i);
            }
            await("all lanes of the slow route").atMost(PATIENCE).untilAsserted(() -> assertThat(
                            count("pg_locks WHERE locktype = 'advisory' AND NOT granted"))
                    .isEqualTo(LANES));

            post(LANES);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(count("row_of")).isEqualTo(LANES + 1));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(RunningGateway.get(gateway.managementPort(), "/actuator/health")
                                    .body())
                            .contains("\"connections\":{\"busy\":12,\"most\":50,\"waiting\":0}"));
        }
    }

    /** The subscription tells of it, once; a stack for each connection would tell an operator nothing more. */
    @Test
    void aConnectionThatBreaksLeavesNoStackInTheLog() throws Exception {
        CapturedLog log = new CapturedLog();
        log.attach();
        try (Connection blocker = postgres.getPostgresDatabase().getConnection();
                Statement statement = blocker.createStatement()) {
            statement.execute("CREATE TABLE row_of (id text PRIMARY KEY)");
            statement.execute("SELECT pg_advisory_lock(1)");
            post(0);
            String waiting = "pg_locks WHERE locktype = 'advisory' AND NOT granted";
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(count(waiting)).isEqualTo(1));
            statement.execute("SELECT pg_terminate_backend(pid) FROM " + waiting);
            statement.execute("SELECT pg_advisory_unlock(1)");

            await().atMost(PATIENCE)
                    .until(() -> log.lines().stream().anyMatch(line -> line.contains("subscription slow: continues")));
        } finally {
            log.detach();
        }
        assertThat(log.lines()).noneMatch(line -> line.contains("\tat "));
    }

    /** Each in a chat of its own, so that each has a lane. */
    private void post(int chat) {
        String payload = Payloads.text("I", "M" + chat).replace("5511988887777", "55119888800" + (10 + chat));
        assertThat(gateway.post("/webhooks/zapi", payload).statusCode()).isEqualTo(200);
    }

    private int count(String rows) {
        return new JdbcTemplate(postgres.getPostgresDatabase())
                .queryForObject("SELECT count(*) FROM " + rows, Integer.class);
    }
}
