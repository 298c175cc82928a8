package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.env.MockEnvironment;

class EventLogRetentionTest {
    private static final Instant NOW = Instant.parse("2030-06-30T12:00:00Z");

    @TempDir
    Path dataDirectory;

    private ConnectionPool pool;
    private JdbcTemplate jdbc;
    private EventLogRetention retention;

    @BeforeEach
    void open() {
        pool = ConnectionPool.of(new MockEnvironment().withProperty("zapi.data-dir", dataDirectory.toString()));
        new Migration(pool.dataSource(), pool.dialect()).run();
        jdbc = new JdbcTemplate(pool.dataSource());
        retention = new EventLogRetention(jdbc, Duration.ofDays(30), Clock.fixed(NOW, ZoneOffset.UTC));
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
        insertOld(2 * EventLogRetention.BATCH + 1);

        assertThat(retention.deleteExpired(() -> false)).isEqualTo(2L * EventLogRetention.BATCH + 1);

        assertThat(count()).isZero();
    }

    @Test
    void stopsBetweenBatches() {
        insertOld(EventLogRetention.BATCH + 1);

        assertThat(retention.deleteExpired(() -> count() == 1)).isEqualTo(EventLogRetention.BATCH);

        assertThat(count()).isEqualTo(1);
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
