package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.zapigateway.CapturedLog;
import org.zapigateway.FreePort;
import org.zapigateway.inbox.EventFeed;
import org.zapigateway.subscription.CompanyBroker;
import org.zapigateway.subscription.LaneTransaction;

class BrokerHealthIndicatorTest {
    private static final String NO_ANSWER = "no answer within 5 s";

    private final CapturedLog log = new CapturedLog();

    @Test
    void aBrokerThatCannotBeReachedIsDegradedAndTheCauseIsNamed() throws Exception {
        int port = FreePort.find();

        log.attach();
        UnreachableBroker broker = new UnreachableBroker(port);
        BrokerHealthIndicator indicator = new BrokerHealthIndicator(broker);
        // On a busy machine the first look may take longer than anybody waits: it loads the client's classes.
        Health health = await().until(
                        indicator::health,
                        each -> !NO_ANSWER.equals(each.getDetails().get("error")));
        int asked = broker.asked().get();
        indicator.health();
        log.detach();

        assertThat(health.getStatus()).isEqualTo(GatewayStatus.DEGRADED);
        assertThat(health.getDetails().get("address")).isEqualTo("tcp://127.0.0.1:" + port);
        assertThat(health.getDetails().get("error")).asString().matches("[\\w.]+\\.[A-Z]\\w+Exception");
        // A probe asks every few seconds, for as long as the outage lasts.
        assertThat(log.lines()).isEmpty();
        assertThat(broker.asked()).as("by a look of its own").hasValue(asked + 1);
        indicator.destroy();
    }

    @Test
    void aBrokerThatDoesNotAnswerIsDegradedSoonAndAskedOnlyOnce() throws Exception {
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        UnreachableBroker broker = new UnreachableBroker(silent.getLocalPort());
        BrokerHealthIndicator indicator = new BrokerHealthIndicator(broker);
        try (silent) {
            for (int probe = 0; probe < 2; probe++) {
                Health health = indicator.health();
                assertThat(health.getStatus()).isEqualTo(GatewayStatus.DEGRADED);
                assertThat(health.getDetails()).containsEntry("error", NO_ANSWER);
            }
            assertThat(broker.asked()).hasValue(1);
        }
        indicator.destroy();
        // It is interrupted, which the client logs: not into another test.
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("broker-health")));
    }

    /** @param asked how often a connection to it was begun */
    private record UnreachableBroker(int port, AtomicInteger asked) implements CompanyBroker {
        private UnreachableBroker(int port) {
            this(port, new AtomicInteger());
        }

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
            return new ActiveMQConnectionFactory(address()) {
                @Override
                public Connection createConnection() throws JMSException {
                    asked.incrementAndGet();
                    return super.createConnection();
                }
            };
        }

        @Override
        public LaneTransaction transaction(EventFeed feed) {
            throw new UnsupportedOperationException();
        }
    }
}
