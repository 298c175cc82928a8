package org.zapigateway.store;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
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
 * @param retention how long the tables keep a row after its first event arrived; {@code null}: 30 days on H2, for ever
 *     elsewhere. Zero keeps rows for ever
 * @param retentionOf the same for single tables, which then have their own: {@code event}, {@code message},
 *     {@code receipt}, {@code reaction}, {@code contact}
 * @param additional other databases that routes use, by the names that routes call them: {@code dataSource: "#name"}
 */
public record DatabaseSettings(
        @DefaultValue("true") boolean enabled,
        DatabaseDialect dialect,
        Integer writers,
        Duration retention,
        Map<KeptTable, Duration> retentionOf,
        Map<String, AdditionalDatabase> additional) {
    public DatabaseSettings {
        if (writers != null && writers < 1) {
            throw new IllegalArgumentException("zapi.database.writers: " + writers + "; it must be at least 1");
        }
        retentionOf = retentionOf == null ? Map.of() : Map.copyOf(retentionOf);
        additional = additional == null ? Map.of() : Map.copyOf(additional);
        requireNotNegative("zapi.database.retention", retention);
        retentionOf.forEach((table, time) ->
                requireNotNegative("zapi.database.retention-of." + table.name().toLowerCase(Locale.ROOT), time));
    }

    private static void requireNotNegative(String key, Duration time) {
        if (time != null && time.isNegative()) {
            throw new IllegalArgumentException(key + ": " + time
                    + " is negative; give a time to keep rows such as 30d, or 0 to keep them for ever");
        }
    }

    /** Why route files that use {@code sql:} are not loaded; empty when they are. */
    public Optional<String> off() {
        return enabled ? Optional.empty() : Optional.of("zapi.database.enabled is false");
    }
}
