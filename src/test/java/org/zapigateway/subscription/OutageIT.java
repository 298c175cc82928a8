package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
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
import org.zapigateway.event.EventHeaders;
import org.zapigateway.inbox.Events;
import org.zapigateway.inbox.InboxAddresses;

/**
 * The worst night: while events keep coming, the company's broker is stopped and started twice, the database once, and
 * every chat has an event that one route can never deliver. Everything arrives once and in order per chat, and a route
 * whose target is well notices nothing.
 */
class OutageIT {
    private static final int CHATS = 16;
    private static final int POISON = 7;

    @TempDir
    Path directory;

    private final AtomicBoolean loadEnds = new AtomicBoolean();
    private final List<String> healthy = new CopyOnWriteArrayList<>();
    private CompanyServer company;
    private EmbeddedPostgres postgres;
    private HikariDataSource pool;
    private GatewayHouse house;

    @BeforeEach
    void open() throws Exception {
        company = CompanyServer.start(directory.resolve("company"));
        startPostgres(FreePort.find());
        pool = new HikariDataSource();
        pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        pool.setUsername("postgres");
        pool.setConnectionTimeout(1_000);
        pool.setInitializationFailTimeout(-1);
        new JdbcTemplate(pool).execute("CREATE TABLE event (id text PRIMARY KEY, name text, position bigserial)");
        LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy(pool);
        house = GatewayHouse.open(directory.resolve("inbox"), company.broker(), new JdbcTransactionManager(lazy));
        house.camel.getRegistry().bind("dataSource", lazy);
        house.routes(routes());
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        pool.close();
        postgres.close();
        company.close();
    }

    @Test
    void everythingArrivesOnceAndInOrderWhateverIsDownMeanwhile() throws Exception {
        CompletableFuture<Integer> load = CompletableFuture.supplyAsync(this::load);
        await().until(() -> company.depth("crm") > 200 && rows() > 200);

        for (int outage = 0; outage < 2; outage++) {
            company.stop();
            await().until(() -> isPaused("broker"));
            // Nobody waits for the broker but the route that needs it.
            int before = healthy.size();
            await().until(() -> healthy.size() > before + 10 * CHATS);
            company.start();
            await().until(() -> !isPaused("broker"));
        }
        int port = postgres.getPort();
        postgres.close();
        await().atMost(Duration.ofMinutes(1)).until(() -> isPaused("table"));
        long atTheCompany = company.depth("crm");
        await().until(() -> company.depth("crm") > atTheCompany + 10 * CHATS);
        startPostgres(port);

        loadEnds.set(true);
        int each = load.get();
        int sent = CHATS * each;
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(depths()).containsOnly(0L));

        await().untilAsserted(() ->
                assertThat(byChat(company.properties("crm", "messageId"))).isEqualTo(expected(each, true)));
        List<String> crm = company.properties("crm", "messageId");
        List<String> table =
                new JdbcTemplate(pool).queryForList("SELECT name FROM event ORDER BY position", String.class);
        List<String> dead = house.inbox.browse(InboxAddresses.deadLetterQueue("broker")).stream()
                .map(event -> (String) event.headers().get(EventHeaders.MESSAGE_ID))
                .toList();
        System.out.printf(
                "OutageIT: appended %d; broker %d and %d dead letters, table %d, healthy %d%n",
                sent, crm.size(), dead.size(), table.size(), healthy.size());
        assertThat(byChat(table)).isEqualTo(expected(each, false));
        assertThat(byChat(healthy)).isEqualTo(expected(each, false));
        assertThat(dead).hasSize(CHATS).allMatch(name -> name.endsWith("-" + POISON));
        assertThat(house.depth(InboxAddresses.deadLetterQueue("table"))).isZero();
        assertThat(house.depth(InboxAddresses.deadLetterQueue("healthy"))).isZero();
    }

    /** Appends rounds of one event of each chat until told to end; returns how many rounds. */
    private int load() {
        int number = 0;
        try {
            for (; !loadEnds.get(); number++) {
                CanonicalEvent[] round = new CanonicalEvent[CHATS];
                for (int chat = 0; chat < CHATS; chat++) {
                    round[chat] = Events.text(chat + "-" + number, "chat-" + chat, "text");
                }
                house.inbox.append(round);
                Thread.sleep(10);
            }
            return number;
        } catch (Exception e) {
            throw new AssertionError("after " + number + " rounds", e);
        }
    }

    private RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                String patience = "maxAttempts=2&backoff=10ms&maxBackoff=200ms&concurrency=8";
                from("zapi:events?" + patience)
                        .routeId("broker")
                        .process(OutageIT::failAtPoison)
                        .to("jms:queue:crm");
                from("zapi:events?" + patience)
                        .routeId("table")
                        .to("sql:INSERT INTO event (id, name) VALUES (:#eventId, :#messageId) ON CONFLICT DO NOTHING");
                from("zapi:events?" + patience).routeId("healthy").process(exchange -> healthy.add(name(exchange)));
            }
        };
    }

    private static void failAtPoison(Exchange exchange) {
        if (name(exchange).endsWith("-" + POISON)) {
            throw new IllegalArgumentException("poison");
        }
    }

    private static String name(Exchange exchange) {
        return exchange.getIn().getHeader(EventHeaders.MESSAGE_ID, String.class);
    }

    private static Map<String, List<Integer>> byChat(List<String> names) {
        Map<String, List<Integer>> chats = new HashMap<>();
        for (String name : names) {
            String[] parts = name.split("-");
            chats.computeIfAbsent(parts[0], chat -> new ArrayList<>()).add(Integer.valueOf(parts[1]));
        }
        return chats;
    }

    private static Map<String, List<Integer>> expected(int each, boolean withoutPoison) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < each; number++) {
            if (!withoutPoison || number != POISON) {
                numbers.add(number);
            }
        }
        Map<String, List<Integer>> chats = new HashMap<>();
        for (int chat = 0; chat < CHATS; chat++) {
            chats.put(String.valueOf(chat), numbers);
        }
        return chats;
    }

    private List<Long> depths() {
        return List.of("broker", "table", "healthy").stream()
                .map(InboxAddresses::subscriptionQueue)
                .map(house::depth)
                .toList();
    }

    private long rows() {
        try {
            return new JdbcTemplate(pool).queryForObject("SELECT count(*) FROM event", Long.class);
        } catch (DataAccessException e) {
            return 0;
        }
    }

    private boolean isPaused(String name) {
        return house.subscriptions.status().stream()
                .anyMatch(status -> status.name().equals(name)
                        && status.state() == SubscriptionStatus.State.PAUSED
                        && status.pausedSince() != null);
    }

    private void startPostgres(int port) throws IOException {
        postgres = PostgreSql.start(port, directory.resolve("postgres"));
    }
}
