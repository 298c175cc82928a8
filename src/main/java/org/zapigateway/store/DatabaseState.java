package org.zapigateway.store;

import java.util.Optional;
import java.util.function.Supplier;

/** What is known of the database without asking it; for health. Safe for use by many threads. */
public final class DatabaseState {
    private final DatabaseAddress address;
    private final DatabaseDialect dialect;
    private final Supplier<ConnectionUse> connections;
    private volatile boolean migrated;
    private volatile String lastError;

    DatabaseState(DatabaseAddress address, DatabaseDialect dialect, Supplier<ConnectionUse> connections) {
        this.address = address;
        this.dialect = dialect;
        this.connections = connections;
    }

    /** The JDBC URL without user, password and parameters. */
    public String address() {
        return address.text();
    }

    /** Whose SQL is used. */
    public DatabaseDialect dialect() {
        return dialect;
    }

    /** How its connections are used now. */
    public ConnectionUse connections() {
        return connections.get();
    }

    /**
     * Whether the tables are ready. It stays true in an outage, which shows in the subscriptions, and becomes false when the
     * database comes back without them.
     */
    public boolean migrated() {
        return migrated;
    }

    /** Why the last attempt to bring the tables up to date failed, without credentials; empty when none did since. */
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError);
    }

    void migrationSucceeded() {
        lastError = null;
        migrated = true;
    }

    /** The database has come back without its tables. */
    void tablesAreGone() {
        lastError = "it has come back without its tables";
        migrated = false;
    }

    void migrationFailed(String error) {
        lastError = error;
    }
}
