package org.zapigateway.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Lets H2 open its file again. After a write that failed it closes the database for all connections, but goes on to call
 * them valid; only when none of them is used any more it begins anew.
 */
record ClosedDatabase(HikariDataSource pool) implements SQLExceptionOverride {
    private static final Set<Integer> DATABASE_IS_CLOSED = Set.of(90098, 90121);

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        if (!DATABASE_IS_CLOSED.contains(failure.getErrorCode())) {
            return Override.CONTINUE_EVICT;
        }
        pool.getHikariPoolMXBean().softEvictConnections();
        return Override.MUST_EVICT;
    }
}
