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
 * @param retention how long the event log keeps an event after its arrival; {@code null}: 30 days on H2, for ever
 *     elsewhere. Zero keeps events for ever
 */
public record DatabaseSettings(@DefaultValue("true") boolean enabled, DatabaseDialect dialect, Duration retention) {
    public DatabaseSettings {
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
