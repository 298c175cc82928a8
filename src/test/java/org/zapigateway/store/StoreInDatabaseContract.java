package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What {@code routes/store-in-database.camel.yaml} does, on every database: the real file, SQL, tables and wiring. */
abstract class StoreInDatabaseContract {
    private static final OffsetDateTime OCCURRED = OffsetDateTime.parse("2021-09-21T12:50:38.123Z");
    private static final OffsetDateTime RECEIVED = OffsetDateTime.parse("2021-09-21T12:50:39.456Z");

    private Map<String, Object> database;
    private StoreHouse store;
    private JdbcTemplate jdbc;

    /** The properties that point the gateway to an empty database. */
    abstract Map<String, Object> database() throws Exception;

    /** How the database would run a statement. */
    abstract String plan(JdbcTemplate jdbc, String statement, Object... parameters);

    @BeforeEach
    void start() throws Exception {
        database = database();
        open();
    }

    private void open() throws Exception {
        store = StoreHouse.open(database);
        jdbc = store.jdbc;
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void anEventIsARow() {
        String event = event("a1", Map.of("instanceId", "I1", "messageId", "M1"), "5511@c", "{}");

        store.store(event);

        Map<String, Object> row = row();
        assertThat(row.get("event_id")).isEqualTo("a1");
        assertThat(row.get("event_type")).isEqualTo("message.received");
        assertThat(row.get("instance_id")).isEqualTo("I1");
        assertThat(row.get("chat_id")).isEqualTo("5511@c");
        assertThat(row.get("message_id")).isEqualTo("M1");
        assertThat(time("occurred_at")).isEqualTo(OCCURRED);
        assertThat(time("received_at")).isEqualTo(RECEIVED);
        assertThat(stored()).isEqualTo(event);
    }

    @Test
    void whatAnEventDoesNotHaveIsNull() {
        store.store(event("a1"));

        assertThat(row()).containsEntry("instance_id", null).containsEntry("chat_id", null);
        assertThat(row()).containsEntry("message_id", null);
    }

    @Test
    void aRepeatAddsNoRowAndIsNoError() {
        store.store(event("a1", Map.of("messageId", "first"), null, "{}"));
        store.store(event("a1", Map.of("messageId", "second"), null, "{}"));

        assertThat(row()).containsEntry("message_id", "first");
    }

    @Test
    void aRepeatInsideOneBatchAddsNoRow() {
        store.store(event("a1"), event("a1"), event("a2"));

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aMapOfTheUsersOwnMayBindNullToAColumnOfAnyType() throws Exception {
        jdbc.execute("CREATE TABLE shop_order (number INTEGER, paid BOOLEAN, placed_at TIMESTAMP)");
        Map<String, Object> nothing = new HashMap<>();
        List.of("number", "paid", "placed_at").forEach(column -> nothing.put(column, null));

        try (ProducerTemplate sql = store.route.camel().createProducerTemplate()) {
            sql.sendBody("sql:INSERT INTO shop_order VALUES (:#number, :#paid, :#placed_at)", nothing);
        }

        assertThat(jdbc.queryForMap("SELECT * FROM shop_order").values())
                .hasSize(3)
                .containsOnlyNulls();
    }

    @Test
    void hostileTextIsStoredAsText() {
        String hostile = "'); DROP TABLE whatsapp_event; -- :#${body} ${header.eventId} :?x ? # 😀 {{x}} \u202e";
        String event = event("a1", Map.of("messageId", hostile, "instanceId", hostile), hostile, "{}");

        store.store(event);

        assertThat(row())
                .containsEntry("message_id", hostile)
                .containsEntry("chat_id", hostile)
                .containsEntry("instance_id", hostile);
        assertThat(stored()).isEqualTo(event);
    }

    @Test
    void jsonIsKeptToTheCharacter() {
        // What jsonb and H2's JSON refuse or change: NUL and a lone surrogate as escapes, a key twice, odd numbers.
        String event = event("a1", Map.of(), null, "{ \"a\":\"\\u0000 \\ud800\",\"b\":1,\"b\":2,  \"n\":1.0e400 }");

        store.store(event);

        assertThat(stored()).isEqualTo(event);
    }

    @Test
    void anyMessageIdThatASenderChoosesIsStored() throws Exception {
        // Random, so that compression cannot make it fit into an index entry.
        String longId = new Random(1)
                .ints(5_000, 0x4e00, 0x9fff)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

        store.store(event("a1", Map.of("messageId", longId, "instanceId", longId), longId, "{}"));
        store.store(event("a2", Map.of("messageId", "nul:\\u0000", "instanceId", "\\udc00"), "lone:\\ud800", "{}"));

        assertThat(new EventLog(jdbc).ofMessage(longId, 10)).containsExactly("a1");
        assertThat(new StateTables(jdbc).messages(longId)).hasSize(1);
        assertThat(jdbc.queryForObject(
                        "SELECT event_id FROM whatsapp_event WHERE chat_id = ?",
                        String.class,
                        longId.substring(0, 512)))
                .isEqualTo("a1");
        assertThat(count()).isEqualTo(2);
        assertThat(store.rows("whatsapp_message")).hasSize(2);
    }

    @Test
    void manyInstancesAreKnownInTheOrderOfTheirIds() {
        store.inTransaction(() -> jdbc.batchUpdate(
                "INSERT INTO whatsapp_instance (instance_id, connected) VALUES (?, TRUE)",
                IntStream.range(0, 1_100)
                        .mapToObj(i -> new Object[] {"I" + (9_999 - i)})
                        .toList()));

        assertThat(new StateTables(jdbc).instances())
                .extracting(InstanceState::instanceId)
                .hasSize(1_000)
                .isSorted()
                .startsWith("I8900");
    }

    @Test
    void whatConcernsAMessageIsFoundByAnIndex() {
        store.inTransaction(() -> {
            jdbc.batchUpdate(
                    "INSERT INTO whatsapp_event VALUES (?, 'message.received', 'I', '5511', ?, ?, ?, '{}')",
                    rows(i -> new Object[] {"e" + i, "M" + i, OCCURRED.plusSeconds(i), RECEIVED.plusSeconds(i)}));
            jdbc.batchUpdate(
                    "INSERT INTO whatsapp_message (instance_id, chat_id, message_id, first_seen_at)"
                            + " VALUES ('I', '5511', ?, ?)",
                    rows(i -> new Object[] {"M" + i, RECEIVED.plusSeconds(i)}));
        });
        jdbc.execute("ANALYZE");

        assertThat(plan(jdbc, EventLog.OF_MESSAGE, "M7", 100)).containsIgnoringCase("whatsapp_event_by_message");
        assertThat(plan(jdbc, StateTables.MESSAGES, "M7")).containsIgnoringCase("whatsapp_message_by_message");
    }

    private static List<Object[]> rows(IntFunction<Object[]> row) {
        return IntStream.range(0, 5_000).mapToObj(row).toList();
    }

    @Test
    void aLargeEventFits() {
        String event = event("a1", Map.of(), null, "\"" + "ç".repeat(1_500_000) + "\"");

        store.store(event);

        assertThat(stored()).isEqualTo(event);
    }

    @Test
    void aBatchIsOneTransaction() {
        store.store(events("a", 64));
        assertThat(count()).isEqualTo(64);

        String[] batch = events("b", 64);
        batch[63] = "{\"id\":\"lacks its times\",\"type\":\"message.received\",\"data\":{}}";
        assertThatThrownBy(() -> store.store(batch)).hasStackTraceContaining("occurred_at");
        assertThat(count()).isEqualTo(64);
    }

    @Test
    void retentionDeletesWhatArrivedBefore() throws Exception {
        store.store(event("a1", Map.of("messageId", "M1"), "5511", "{}"));
        Clock clock = Clock.fixed(RECEIVED.toInstant().plus(Duration.ofDays(1)), ZoneOffset.UTC);

        assertThat(expired(Duration.ofDays(2), clock)).isZero();
        assertThat(expired(Duration.ofHours(1), clock)).isEqualTo(2);
        assertThat(count()).isZero();
        assertThat(store.rows("whatsapp_message")).isEmpty();
    }

    private long expired(Duration kept, Clock clock) {
        Map<KeptTable, Duration> all =
                Stream.of(KeptTable.values()).collect(Collectors.toMap(table -> table, table -> kept));
        return new Retention(jdbc, all, clock).deleteExpired(() -> false);
    }

    @Test
    void rowsAndTablesAreFoundAgainAfterARestart() throws Exception {
        store.store(event("a1"));

        stop();
        open();
        store.store(event("a1"));
        store.store(event("a2"));

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void theRouteTakesEverythingButPresenceInBatches() {
        assertThat(store.route.camel().getRoute("store-in-database").getDescription())
                .isNotBlank();
        assertThat((Object) store.route.camel().getProcessor("to-event-log")).isNotNull();
        assertThat(store.route.parameters())
                .containsEntry("excludeTypes", "chat.presence")
                .containsEntry("batching", "true");
    }

    private static String[] events(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> event(prefix + i)).toArray(String[]::new);
    }

    private static String event(String id) {
        return event(id, Map.of(), null, "{}");
    }

    /** @param original Z-API's object, JSON text, copied as it is; so are the other values into their quotes */
    private static String event(String id, Map<String, String> data, String chatId, String original) {
        StringBuilder json = new StringBuilder("{\"id\":\"" + id + "\",\"type\":\"message.received\",\"time\":\""
                + OCCURRED + "\",\"data\":{\"receivedAt\":\"" + RECEIVED + "\",");
        data.forEach((name, value) ->
                json.append('"').append(name).append("\":\"").append(value).append("\","));
        if (chatId != null) {
            json.append("\"chat\":{\"id\":\"").append(chatId).append("\",\"kind\":\"direct\"},");
        }
        return json.append("\"original\":").append(original).append("}}").toString();
    }

    private Map<String, Object> row() {
        return jdbc.queryForMap("SELECT * FROM whatsapp_event");
    }

    private OffsetDateTime time(String column) {
        return jdbc.queryForObject("SELECT " + column + " FROM whatsapp_event", OffsetDateTime.class);
    }

    private String stored() {
        return jdbc.queryForObject("SELECT event FROM whatsapp_event", (row, number) -> row.getString(1));
    }

    private long count() {
        return jdbc.queryForObject("SELECT count(*) FROM whatsapp_event", Long.class);
    }
}
