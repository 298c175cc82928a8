package org.zapigateway.store;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code zapi.database.*}: what the gateway does with its database. Where the database is, say
 * {@code spring.datasource.*}.
 *
 * @param enabled whether there is a database at all; without one, route files that use {@code sql:} are not loaded
 * @param dialect whose SQL to use; {@code null}: decided by the JDBC URL. Needed only for a driver that wraps another
 * @param writers how many batches the shipped route writes at once, the value of {@code {{zapi.database.writers}}};
 *     {@code null}: 1 on H2, which takes no more, 4 elsewhere
 * @param retention how long the event log keeps an event after its arrival; {@code null}: 30 days on H2, for ever
 *     elsewhere. Zero keeps events for ever
 */
public record DatabaseSettings(
        @DefaultValue("true") boolean enabled, DatabaseDialect dialect, Integer writers, Duration retention) {
    public DatabaseSettings {
        if (writers != null && writers < 1) {
            throw new IllegalArgumentException("zapi.database.writers: " + writers + "; it must be at least 1");
        }
        if (retention != null && retention.isNegative()) {
            throw new IllegalArgumentException("zapi.database.retention: " + retention
                    + " is negative; give a time to keep events such as 30d, or 0 to keep them for ever");
        }
    }

    /** Why route files that use {@code sql:} are not loaded; empty when they are. */
    public Optional<String> off() {
        return enabled ? Optional.empty() : Optional.of("zapi.database.enabled is false");
    }
}
