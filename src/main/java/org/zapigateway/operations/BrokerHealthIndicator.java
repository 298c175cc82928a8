package org.zapigateway.operations;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.jms.JmsHealthIndicator;
import org.springframework.stereotype.Component;
import org.zapigateway.subscription.CompanyBroker;

/** The part {@code broker}: whether the broker that {@code jms:} means can be reached. */
@Component
class BrokerHealthIndicator extends JmsHealthIndicator {
    private final CompanyBroker broker;

    BrokerHealthIndicator(CompanyBroker broker) {
        super(broker.listeners());
        this.broker = broker;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        try {
            super.doHealthCheck(new Health.Builder());
            health.up();
        } catch (Exception e) {
            // Without the exception itself: each probe of a long outage would write its trace into the log.
            health.withDetail("error", RootCause.of(e)).status(GatewayStatus.DEGRADED);
        }
        health.withDetail("address", broker.address());
    }
}
