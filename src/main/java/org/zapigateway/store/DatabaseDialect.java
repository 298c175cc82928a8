package org.zapigateway.store;

import java.util.Locale;
import java.util.Optional;

/**
 * A database that the gateway brings tables and SQL for. The {@link #text() text} names the folder of its migrations
 * ({@code db/migration/<text>}) and of the SQL that users can change ({@code routes/sql/<text>}).
 */
public enum DatabaseDialect {
    H2("jdbc:h2:", 1),
    POSTGRESQL("jdbc:postgresql:", 4);

    private final String urlPrefix;
    private final int writers;

    DatabaseDialect(String urlPrefix, int writers) {
        this.urlPrefix = urlPrefix;
        this.writers = writers;
    }

    /**
     * How many batches are written at once. H2 has one file and one gateway: one writer is as fast there, and nobody waits
     * for another's lock.
     */
    int writers() {
        return writers;
    }

    /** The name in lower case, the value of the placeholder {@code {{zapi.database.dialect}}}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The dialect that a JDBC URL is for. Only the URL is read: the database may be down.
     *
     * @return empty when the URL is for another database, or for a driver that wraps one
     */
    public static Optional<DatabaseDialect> of(String jdbcUrl) {
        String url = jdbcUrl.toLowerCase(Locale.ROOT);
        for (DatabaseDialect dialect : values()) {
            if (url.startsWith(dialect.urlPrefix)) {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }
}
