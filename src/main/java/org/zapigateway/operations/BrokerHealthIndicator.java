package org.zapigateway.operations;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.actuate.jms.JmsHealthIndicator;
import org.springframework.stereotype.Component;
import org.zapigateway.subscription.CompanyBroker;

/** The part {@code broker}: whether the broker that {@code jms:} means can be reached. */
@Component
class BrokerHealthIndicator implements HealthIndicator {
    private final CompanyBroker broker;
    private final JmsHealthIndicator connection;

    BrokerHealthIndicator(CompanyBroker broker) {
        this.broker = broker;
        this.connection = new JmsHealthIndicator(broker.listeners());
    }

    @Override
    public Health health() {
        boolean up = Status.UP.equals(connection.health().getStatus());
        return (up ? Health.up() : Health.status(GatewayStatus.DEGRADED))
                .withDetail("address", broker.address())
                .build();
    }
}
