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

    /** Whether the tables are ready. Once true it stays true: an outage after that shows in the subscriptions. */
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

    void migrationFailed(String error) {
        lastError = error;
    }
}
