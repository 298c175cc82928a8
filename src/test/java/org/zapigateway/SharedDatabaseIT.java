package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.subscription.SubscriptionStatus;
import org.zapigateway.subscription.SubscriptionStatus.State;
import org.zapigateway.subscription.Subscriptions;

/**
 * Two gateways, as they ship, on one PostgreSQL; each event is sent to both, as a load balancer does with what Z-API sends
 * again. Statements that time out, connections that are cut, and a restart of the server cost nothing.
 */
class SharedDatabaseIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String STORE = "store-in-database";
    private static final String QUEUE = "whatsapp.message.received";

    @TempDir
    Path folder;

    private EmbeddedPostgres postgres;
    private RunningGateway one;
    private RunningGateway other;
    private int sent;

    @BeforeEach
    void start() throws Exception {
        startPostgres(FreePort.find());
        // Both at once: the second waits for the migration of the first.
        one = gateway("one");
        other = gateway("other");
    }

    @AfterEach
    void stop() throws IOException {
        one.close();
        other.close();
        postgres.close();
    }

    @Test
    void whateverHappensToTheServerEachEventIsOneRow() throws Exception {
        post(20);
        awaitRows();

        try (Connection blocker = postgres.getPostgresDatabase().getConnection();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE whatsapp_message IN ACCESS EXCLUSIVE MODE");
            post(20);
            await("statements that time out").atMost(PATIENCE).untilAsserted(() -> assertThat(gateways())
                    .allMatch(gateway -> store(gateway).state() == State.PAUSED));
            // Another route goes on meanwhile.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(gateways()).allMatch(gateway -> gateway.depth(QUEUE) == sent));
        }
        awaitRows();

        cutConnections();
        post(20);
        awaitRows();

        int port = postgres.getPort();
        postgres.close();
        post(20);
        startPostgres(port);
        awaitRows();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(gateways()).allMatch(gateway -> gateway.depth(QUEUE) == sent));
        assertThat(gateways()).allSatisfy(gateway -> assertThat(gateway.depth("zapi.dead-letters." + STORE))
                .isZero());
    }

    private void post(int events) {
        for (int i = 0; i < events; i++) {
            String payload = Payloads.text("I", "M" + sent++);
            assertThat(gateways())
                    .allMatch(gateway -> gateway.post("/webhooks/zapi", payload).statusCode() == 200);
        }
    }

    private void awaitRows() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(gateways()).allMatch(gateway -> gateway.depth(InboxAddresses.subscriptionQueue(STORE)) == 0);
            JdbcTemplate database = new JdbcTemplate(postgres.getPostgresDatabase());
            for (String table : List.of("whatsapp_event", "whatsapp_message")) {
                assertThat(database.queryForObject("SELECT count(*) FROM " + table, Integer.class))
                        .as(table)
                        .isEqualTo(sent);
            }
        });
    }

    private void cutConnections() {
        new JdbcTemplate(postgres.getPostgresDatabase())
                .queryForList("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
    }

    private List<RunningGateway> gateways() {
        return Stream.of(one, other).toList();
    }

    private static SubscriptionStatus store(RunningGateway gateway) {
        return gateway.bean(Subscriptions.class).status().stream()
                .filter(status -> status.name().equals(STORE))
                .findAny()
                .orElseThrow();
    }

    private RunningGateway gateway(String name) {
        return RunningGateway.in(folder.resolve(name))
                .with("zapi.routes.directory", "./routes")
                .with("zapi.database.enabled", "true")
                .with(
                        "spring.datasource.url",
                        postgres.getJdbcUrl("postgres", "postgres") + "&options=-c%20statement_timeout=500")
                .with("spring.datasource.username", "postgres")
                .start();
    }

    private void startPostgres(int port) throws IOException {
        postgres = PostgreSql.start(port, folder.resolve("postgres"));
    }
}
