package org.zapigateway.store;

import java.util.Locale;
import java.util.Optional;

/**
 * A database that the gateway brings tables and SQL for. The {@link #text() text} names the folder of its migrations
 * ({@code db/migration/<text>}) and of the SQL that users can change ({@code routes/sql/<text>}).
 */
public enum DatabaseDialect {
    H2("jdbc:h2:"),
    POSTGRESQL("jdbc:postgresql:");

    private final String urlPrefix;

    DatabaseDialect(String urlPrefix) {
        this.urlPrefix = urlPrefix;
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
