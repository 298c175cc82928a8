package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.zapigateway.FreePort;
import org.zapigateway.PostgreSql;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.inbox.Events;
import org.zapigateway.inbox.InboxAddresses;

/** From the inbox into a real PostgreSQL. */
class DatabaseDeliveryIT {
    private static final String INSERT = "sql:INSERT INTO event (id, position, tx) VALUES"
            + " (:#eventId, nextval('positions'), txid_current()) ON CONFLICT DO NOTHING";

    @TempDir
    Path directory;

    private EmbeddedPostgres postgres;
    private HikariDataSource pool;
    private GatewayHouse house;

    @BeforeEach
    void open() throws Exception {
        startPostgres(FreePort.find());
        pool = new HikariDataSource();
        pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        pool.setUsername("postgres");
        pool.setConnectionTimeout(1_000);
        pool.setInitializationFailTimeout(-1);
        jdbc().execute("CREATE TABLE event (id text PRIMARY KEY CHECK (id <> '" + Events.id("e3")
                + "'), position bigint, tx bigint)");
        jdbc().execute("CREATE SEQUENCE positions");
        LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy(pool);
        house = GatewayHouse.open(directory.resolve("inbox"), new JdbcTransactionManager(lazy));
        house.camel.getRegistry().bind("dataSource", lazy);
        house.inbox.queues.ensure("store", null);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        pool.close();
        postgres.close();
    }

    @Test
    void aBatchIsOneTransactionOfTheDatabase() throws Exception {
        append("f", 0, 64);
        house.routes(store("zapi:events?concurrency=1"));
        awaitRows(64);

        // What had arrived when the lane first looked is a batch; what came after it is the next.
        assertThat(jdbc().queryForObject("SELECT max(n) FROM (SELECT count(*) n FROM event GROUP BY tx) t", Long.class))
                .isGreaterThan(1);
        assertThat(jdbc().queryForList("SELECT id FROM event ORDER BY position", String.class))
                .isEqualTo(
                        IntStream.range(0, 64).mapToObj(i -> Events.id("f" + i)).toList());
    }

    @Test
    void aRowThatCanNeverBeWrittenDiesAloneAndTheOthersAreStoredOnce() throws Exception {
        append("e", 0, 10);
        house.routes(store("zapi:events?maxAttempts=2&backoff=10ms"));
        awaitRows(9);

        await().untilAsserted(() -> assertThat(house.inbox.ids(InboxAddresses.deadLetterQueue("store")))
                .containsExactly(Events.id("e3")));
        house.inbox.read(
                InboxAddresses.deadLetterQueue("store"), true, dead -> assertThat(dead.getIntProperty("deadAttempts"))
                        .isEqualTo(2));
    }

    @Test
    void anOutageOfTheDatabaseIsWaitedOutWithoutAttempts() throws Exception {
        house.routes(store("zapi:events?maxAttempts=1&backoff=10ms&maxBackoff=500ms"));
        append("f", 0, 100);
        awaitRows(100);
        int port = postgres.getPort();
        postgres.close();
        append("g", 0, 100);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> house.subscriptions.status().get(0).state() == SubscriptionStatus.State.PAUSED);
        startPostgres(port);

        awaitRows(200);
        assertThat(house.depth(InboxAddresses.deadLetterQueue("store"))).isZero();
        await().until(() -> house.subscriptions.status().get(0).state() == SubscriptionStatus.State.RUNNING);
    }

    private void awaitRows(long rows) {
        await().atMost(Duration.ofMinutes(1))
                // The pool may still hold a connection to the server that was stopped.
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .untilAsserted(() -> assertThat(jdbc().queryForObject("SELECT count(*) FROM event", Long.class))
                        .isEqualTo(rows));
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(pool);
    }

    private void append(String prefix, int from, int to) throws Exception {
        house.inbox.append(IntStream.range(from, to)
                .mapToObj(i -> Events.text(prefix + i, "chat", "text"))
                .toArray(CanonicalEvent[]::new));
    }

    private static RouteBuilder store(String from) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId("store").to(INSERT);
            }
        };
    }

    private void startPostgres(int port) throws IOException {
        postgres = PostgreSql.start(port, directory.resolve("postgres"));
    }
}
