package org.zapigateway.store;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Deletes events from the log that arrived longer ago than they are to be kept. In small batches, each a transaction of
 * its own, so that writers wait for no more than one of them.
 */
final class EventLogRetention {
    static final int BATCH = 1_000;

    private static final String DELETE =
            """
            DELETE FROM whatsapp_event WHERE event_id IN (
              SELECT event_id FROM whatsapp_event WHERE received_at < ?
              ORDER BY received_at FETCH FIRST %d ROWS ONLY)
            """
                    .formatted(BATCH);

    private final JdbcTemplate jdbc;
    private final Duration retention;
    private final Clock clock;

    EventLogRetention(JdbcTemplate jdbc, Duration retention, Clock clock) {
        this.jdbc = jdbc;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Deletes what is due at this moment.
     *
     * @param stopping asked before each batch; when true, the rest is left for the next time
     * @return how many events were deleted
     * @throws org.springframework.dao.DataAccessException if the database fails; what was deleted before stays deleted
     */
    long deleteExpired(BooleanSupplier stopping) {
        OffsetDateTime oldestKept = OffsetDateTime.now(clock).minus(retention);
        long deleted = 0;
        int batch = BATCH;
        while (batch == BATCH && !stopping.getAsBoolean()) {
            batch = jdbc.update(DELETE, oldestKept);
            deleted += batch;
        }
        return deleted;
    }
}
