package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.zapigateway.CapturedLog;
import org.zapigateway.FreePort;
import org.zapigateway.inbox.EventFeed;
import org.zapigateway.subscription.CompanyBroker;
import org.zapigateway.subscription.LaneTransaction;

class BrokerHealthIndicatorTest {
    private final CapturedLog log = new CapturedLog();

    @Test
    void aBrokerThatCannotBeReachedIsDegradedAndTheCauseIsNamed() throws Exception {
        int port = FreePort.find();

        log.attach();
        Health health = new BrokerHealthIndicator(new UnreachableBroker(port)).health();
        log.detach();

        assertThat(health.getStatus()).isEqualTo(GatewayStatus.DEGRADED);
        assertThat(health.getDetails().get("address")).isEqualTo("tcp://127.0.0.1:" + port);
        assertThat(health.getDetails().get("error")).asString().matches("[\\w.]+\\.[A-Z]\\w+Exception");
        // A probe asks every few seconds, for as long as the outage lasts.
        assertThat(log.lines()).isEmpty();
    }

    private record UnreachableBroker(int port) implements CompanyBroker {
        @Override
        public String address() {
            return "tcp://127.0.0.1:" + port;
        }

        @Override
        public ConnectionFactory senders() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ConnectionFactory listeners() {
            return new ActiveMQConnectionFactory(address());
        }

        @Override
        public LaneTransaction transaction(EventFeed feed) {
            throw new UnsupportedOperationException();
        }
    }
}
