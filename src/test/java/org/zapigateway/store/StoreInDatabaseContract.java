package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.camel.component.sql.SqlComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What {@code routes/store-in-database.camel.yaml} does, on every database: the real file, SQL, tables and wiring. */
abstract class StoreInDatabaseContract {
    private static final OffsetDateTime OCCURRED = OffsetDateTime.parse("2021-09-21T12:50:38.123Z");
    private static final OffsetDateTime RECEIVED = OffsetDateTime.parse("2021-09-21T12:50:39.456Z");

    private Map<String, Object> database;
    private ConfigurableApplicationContext spring;
    private RouteFile route;
    private JdbcTemplate jdbc;

    /** The properties that point the gateway to an empty database. */
    abstract Map<String, Object> database() throws Exception;

    @BeforeEach
    void start() throws Exception {
        database = database();
        open();
    }

    private void open() throws Exception {
        spring = new SpringApplicationBuilder(StoreConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties(database)
                .run();
        DataSource dataSource = spring.getBean(DataSource.class);
        jdbc = new JdbcTemplate(dataSource);
        await().until(spring.getBean(DatabaseState.class)::migrated);
        route = new RouteFile()
                .placeholder("zapi.routes.directory", "./routes")
                .placeholder(
                        DatabaseLocation.DIALECT_PROPERTY,
                        spring.getEnvironment().getProperty(DatabaseLocation.DIALECT_PROPERTY));
        route.camel().getComponent("sql", SqlComponent.class).setDataSource(dataSource);
        route.start(Path.of("routes/store-in-database.camel.yaml"));
    }

    @AfterEach
    void stop() {
        if (route != null) {
            route.close();
        }
        spring.close();
    }

    @Test
    void anEventIsARow() throws Exception {
        push("a1", "{\"id\":\"a1\"}", Map.of("instanceId", "I1", "chatId", "5511@c", "messageId", "M1"));

        Map<String, Object> row = row();
        assertThat(row.get("event_id")).isEqualTo("a1");
        assertThat(row.get("event_type")).isEqualTo("message.received");
        assertThat(row.get("instance_id")).isEqualTo("I1");
        assertThat(row.get("chat_id")).isEqualTo("5511@c");
        assertThat(row.get("message_id")).isEqualTo("M1");
        assertThat(time("occurred_at")).isEqualTo(OCCURRED);
        assertThat(time("received_at")).isEqualTo(RECEIVED);
        assertThat(event()).isEqualTo("{\"id\":\"a1\"}");
    }

    @Test
    void whatAnEventDoesNotHaveIsNull() throws Exception {
        push("a1", "{}", Map.of());

        assertThat(row()).containsEntry("instance_id", null).containsEntry("chat_id", null);
        assertThat(row()).containsEntry("message_id", null);
    }

    @Test
    void aRepeatAddsNoRowAndIsNoError() throws Exception {
        push("a1", "{\"first\":true}", Map.of());
        push("a1", "{\"first\":false}", Map.of());

        assertThat(count()).isEqualTo(1);
        assertThat(event()).isEqualTo("{\"first\":true}");
    }

    @Test
    void aRepeatInsideOneTransactionAddsNoRow() {
        inTransaction(() -> {
            push("a1", "{}", Map.of());
            push("a1", "{}", Map.of());
            push("a2", "{}", Map.of());
        });

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void hostileTextIsStoredAsText() throws Exception {
        String hostile = "'); DROP TABLE whatsapp_event; -- :#${body} ${header.eventId} :?x ? # \\ 😀 {{x}} \u202e";
        String body = "{\"text\":\"'); DROP TABLE whatsapp_event; --  ${exchangeProperty.occurredAt} \\\\ 😀 ? :#x\"}";

        push("a1", body, Map.of("messageId", hostile, "chatId", hostile, "instanceId", hostile));

        assertThat(row()).containsEntry("message_id", hostile).containsEntry("chat_id", hostile);
        assertThat(event()).isEqualTo(body);
    }

    @Test
    void jsonIsKeptToTheCharacter() throws Exception {
        // What jsonb and H2's JSON refuse or change: NUL and a lone surrogate as escapes, a key twice, odd numbers.
        String body = "{ \"a\":\"\\u0000 \\ud800\",\"b\":1,\"b\":2,  \"n\":1.0e400 }";

        push("a1", body, Map.of());

        assertThat(event()).isEqualTo(body);
    }

    @Test
    void anyMessageIdThatASenderChoosesIsStored() throws Exception {
        // Random, so that compression cannot make it fit into an index entry.
        String longId = new Random(1)
                .ints(5_000, 0x4e00, 0x9fff)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

        push("a1", "{}", Map.of("messageId", longId, "chatId", longId, "instanceId", longId));
        push("a2", "{}", Map.of("messageId", "nul:\0", "chatId", "lone:\ud800", "instanceId", "\udc00"));

        assertThat(jdbc.queryForObject(
                        "SELECT event_id FROM whatsapp_event WHERE message_id = ?", String.class, longId))
                .isEqualTo("a1");
        assertThat(jdbc.queryForObject(
                        "SELECT event_id FROM whatsapp_event WHERE chat_id = ?",
                        String.class,
                        longId.substring(0, 512)))
                .isEqualTo("a1");
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aLargeEventFits() throws Exception {
        String body = "{\"text\":\"" + "ç".repeat(1_500_000) + "\"}";

        push("a1", body, Map.of());

        assertThat(event()).isEqualTo(body);
    }

    @Test
    void aBatchIsOneTransaction() {
        inTransaction(() -> {
            for (int i = 0; i < 64; i++) {
                push("a" + i, "{}", Map.of());
            }
        });
        assertThat(count()).isEqualTo(64);

        assertThatThrownBy(() -> inTransaction(() -> {
                    for (int i = 64; i < 127; i++) {
                        push("a" + i, "{}", Map.of());
                    }
                    throw new IllegalStateException("the last of the batch fails");
                }))
                .hasStackTraceContaining("the last of the batch fails");
        assertThat(count()).isEqualTo(64);
    }

    @Test
    void batchesOfSeveralThreadsDoNotHinderEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> batches = IntStream.range(0, 16)
                    .mapToObj(batch -> (Callable<Void>) () -> {
                        inTransaction(() -> {
                            for (int i = 0; i < 64; i++) {
                                push(batch + "-" + i, "{}", Map.of("chatId", "c" + i % 5));
                            }
                        });
                        return null;
                    })
                    .toList();
            for (Future<Void> batch : threads.invokeAll(batches)) {
                batch.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(count()).isEqualTo(16 * 64);
    }

    @Test
    void retentionDeletesWhatArrivedBefore() throws Exception {
        push("a1", "{}", Map.of());
        Clock clock = Clock.fixed(RECEIVED.toInstant().plus(Duration.ofDays(1)), ZoneOffset.UTC);

        assertThat(new EventLogRetention(jdbc, Duration.ofDays(2), clock).deleteExpired(() -> false))
                .isZero();
        assertThat(new EventLogRetention(jdbc, Duration.ofHours(1), clock).deleteExpired(() -> false))
                .isEqualTo(1);
        assertThat(count()).isZero();
    }

    @Test
    void rowsAndTablesAreFoundAgainAfterARestart() throws Exception {
        push("a1", "{}", Map.of());

        stop();
        open();
        push("a1", "{}", Map.of());
        push("a2", "{}", Map.of());

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void theBodyGoesOnUnchanged() throws Exception {
        route.push("{\"x\":1}", headers("a1", Map.of()), properties());

        assertThat(event()).isEqualTo("{\"x\":1}");
        assertThat(route.camel().getRoute("store-in-database").getDescription()).isNotBlank();
        assertThat((Object) route.camel().getProcessor("to-event-log")).isNotNull();
        assertThat(route.parameters()).containsOnly(Map.entry("excludeTypes", "chat.presence"));
    }

    @Test
    void everyColumnIsExplained() {
        Integer unexplained = jdbc.queryForObject(unexplainedColumns(), Integer.class);

        assertThat(unexplained).isZero();
    }

    /** Counts the columns of {@code whatsapp_event} without a comment. */
    abstract String unexplainedColumns();

    private void inTransaction(Step step) {
        new TransactionTemplate(spring.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            try {
                step.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void push(String id, String body, Map<String, Object> headers) throws Exception {
        route.push(body, headers(id, headers), properties());
    }

    private static Map<String, Object> headers(String id, Map<String, Object> more) {
        Map<String, Object> headers = new HashMap<>(more);
        headers.put("eventId", id);
        headers.put("eventType", "message.received");
        return headers;
    }

    private static Map<String, Object> properties() {
        return Map.of("occurredAt", OCCURRED, "receivedAt", RECEIVED);
    }

    private Map<String, Object> row() {
        return jdbc.queryForMap("SELECT * FROM whatsapp_event");
    }

    private OffsetDateTime time(String column) {
        return jdbc.queryForObject("SELECT " + column + " FROM whatsapp_event", OffsetDateTime.class);
    }

    private String event() {
        return jdbc.queryForObject("SELECT event FROM whatsapp_event", (row, number) -> row.getString(1));
    }

    private long count() {
        return jdbc.queryForObject("SELECT count(*) FROM whatsapp_event", Long.class);
    }

    private interface Step {
        void run() throws Exception;
    }
}
