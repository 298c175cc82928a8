package org.zapigateway.operations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.zapigateway.store.DatabaseState;

/** The part {@code db}: whether the database has its tables and answers. */
@Component
@ConditionalOnProperty(name = "zapi.database.enabled", matchIfMissing = true)
class DbHealthIndicator implements HealthIndicator {
    private static final int ANSWERS_WITHIN_SECONDS = 2;

    private final DatabaseState state;
    private final DataSource dataSource;

    DbHealthIndicator(DatabaseState state, DataSource dataSource) {
        this.state = state;
        this.dataSource = dataSource;
    }

    @Override
    public Health health() {
        Optional<String> error = state.migrated() ? whyItDoesNotAnswer() : state.lastError();
        Health.Builder health =
                state.migrated() && error.isEmpty() ? Health.up() : Health.status(GatewayStatus.DEGRADED);
        error.ifPresent(why -> health.withDetail("error", why));
        return health.withDetail("address", state.address())
                .withDetail("migrated", state.migrated())
                .withDetail("connections", state.connections())
                .build();
    }

    private Optional<String> whyItDoesNotAnswer() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(ANSWERS_WITHIN_SECONDS)
                    ? Optional.empty()
                    : Optional.of("no answer within " + ANSWERS_WITHIN_SECONDS + " seconds");
        } catch (SQLException e) {
            return Optional.of(RootCause.of(e));
        }
    }
}
