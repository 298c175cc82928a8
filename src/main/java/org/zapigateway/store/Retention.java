package org.zapigateway.store;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Deletes rows that came longer ago than their table is to keep them. In small batches, each a transaction of its own, so
 * that writers wait for no more than one of them.
 */
final class Retention {
    static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final Map<KeptTable, Duration> kept;
    private final Clock clock;

    /** @param kept how long; a table that is absent, or kept for zero, is kept for ever */
    Retention(JdbcTemplate jdbc, Map<KeptTable, Duration> kept, Clock clock) {
        this.jdbc = jdbc;
        this.kept = new EnumMap<>(kept);
        this.kept.values().removeIf(Duration::isZero);
        this.clock = clock;
    }

    /** Whether everything is kept for ever. */
    boolean isForEver() {
        return kept.isEmpty();
    }

    /**
     * Deletes what is due at this moment.
     *
     * @param stopping asked before each batch; when true, the rest is left for the next time
     * @return how many rows were deleted
     * @throws org.springframework.dao.DataAccessException if the database fails; what was deleted before stays deleted
     */
    long deleteExpired(BooleanSupplier stopping) {
        return kept.entrySet().stream()
                .mapToLong(table -> deleteExpired(table.getKey(), table.getValue(), stopping))
                .sum();
    }

    private long deleteExpired(KeptTable table, Duration retention, BooleanSupplier stopping) {
        OffsetDateTime oldestKept = OffsetDateTime.now(clock).minus(retention);
        long deleted = 0;
        int batch = BATCH;
        while (batch == BATCH && !stopping.getAsBoolean()) {
            batch = jdbc.update(table.delete(BATCH), oldestKept);
            deleted += batch;
        }
        return deleted;
    }
}
