package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.env.MockEnvironment;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2030-06-30T12:00:00Z");

    @TempDir
    Path dataDirectory;

    private ConnectionPool pool;
    private JdbcTemplate jdbc;
    private Retention retention;

    @BeforeEach
    void open() {
        pool = ConnectionPool.of(new MockEnvironment().withProperty("zapi.data-dir", dataDirectory.toString()));
        new Migration(pool.dataSource(), pool.dialect()).run();
        jdbc = new JdbcTemplate(pool.dataSource());
        retention = retention(Map.of(KeptTable.EVENT, Duration.ofDays(30)));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void deletesWhatArrivedBeforeAndKeepsTheRest() {
        insert("old", NOW.minus(Duration.ofDays(30)).minusMillis(1));
        insert("edge", NOW.minus(Duration.ofDays(30)));
        insert("new", NOW);

        assertThat(retention.deleteExpired(() -> false)).isEqualTo(1);

        assertThat(jdbc.queryForList("SELECT event_id FROM whatsapp_event ORDER BY event_id", String.class))
                .containsExactly("edge", "new");
    }

    @Test
    void deletesMoreThanOneBatch() {
        insertOld(2 * Retention.BATCH + 1);

        assertThat(retention.deleteExpired(() -> false)).isEqualTo(2L * Retention.BATCH + 1);

        assertThat(count()).isZero();
    }

    @Test
    void stopsBetweenBatches() {
        insertOld(Retention.BATCH + 1);

        assertThat(retention.deleteExpired(() -> count() == 1)).isEqualTo(Retention.BATCH);

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void eachTableHasItsOwnTime() {
        store("M1", NOW.minus(Duration.ofDays(3)));
        store("M2", NOW.minus(Duration.ofDays(1)));
        contact("gone", NOW.minus(Duration.ofDays(3)));
        Map<KeptTable, Duration> kept = Map.of(
                KeptTable.MESSAGE, Duration.ofDays(2),
                KeptTable.RECEIPT, Duration.ofHours(1),
                KeptTable.REACTION, Duration.ZERO,
                KeptTable.CONTACT, Duration.ofHours(1));

        // A message, both receipts, and the contact of which nothing is left.
        assertThat(retention(kept).deleteExpired(() -> false)).isEqualTo(4);

        assertThat(jdbc.queryForList("SELECT message_id FROM whatsapp_message", String.class))
                .containsExactly("M2");
        assertThat(jdbc.queryForList("SELECT phone FROM whatsapp_contact", String.class))
                .containsExactlyInAnyOrder("M1", "M2");
        assertThat(jdbc.queryForObject("SELECT count(*) FROM whatsapp_reaction", Long.class))
                .isEqualTo(2);
        assertThat(jdbc.queryForObject("SELECT count(*) FROM whatsapp_receipt", Long.class))
                .isZero();
    }

    private Retention retention(Map<KeptTable, Duration> kept) {
        return new Retention(jdbc, kept, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** A message with a receipt and a reaction, in a chat whose number is the message's id. */
    private void store(String id, Instant seen) {
        jdbc.update(
                "INSERT INTO whatsapp_message (instance_id, chat_id, chat_phone, message_id, first_seen_at)"
                        + " VALUES ('I', ?, ?, ?, ?)",
                id,
                id,
                id,
                time(seen));
        jdbc.update(
                "INSERT INTO whatsapp_receipt (instance_id, chat_id, message_id, participant, status, status_at, first_seen_at)"
                        + " VALUES ('I', ?, ?, 'p', 'READ', ?, ?)",
                id,
                id,
                time(seen),
                time(seen));
        jdbc.update(
                "INSERT INTO whatsapp_reaction (instance_id, chat_id, message_id, person, reacted_at, event_id, first_seen_at)"
                        + " VALUES ('I', ?, ?, 'p', ?, 'e', ?)",
                id,
                id,
                time(seen),
                time(seen));
        contact(id, seen);
    }

    private void contact(String phone, Instant added) {
        jdbc.update(
                "INSERT INTO whatsapp_contact (instance_id, phone, added_at) VALUES ('I', ?, ?)", phone, time(added));
    }

    private long count() {
        return jdbc.queryForObject("SELECT count(*) FROM whatsapp_event", Long.class);
    }

    private void insertOld(int rows) {
        jdbc.update(
                """
                INSERT INTO whatsapp_event (event_id, event_type, occurred_at, received_at, event)
                SELECT x, 'message.received', ?, ?, '{}' FROM system_range(1, ?)
                """,
                time(NOW.minus(Duration.ofDays(60))),
                time(NOW.minus(Duration.ofDays(60))),
                rows);
    }

    private void insert(String id, Instant receivedAt) {
        jdbc.update(
                """
                INSERT INTO whatsapp_event (event_id, event_type, occurred_at, received_at, event)
                VALUES (?, 'message.received', ?, ?, '{}')
                """,
                id,
                time(receivedAt),
                time(receivedAt));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
