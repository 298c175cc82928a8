package org.zapigateway.operations;

import jakarta.jms.ConnectionFactory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;
import org.zapigateway.subscription.CompanyBroker;

/**
 * The part {@code broker}: whether the broker that {@code jms:} means can be reached. Where packets are dropped that takes
 * half a minute to tell, or for ever if its URL says so, so nobody waits for the end.
 */
@Component
class BrokerHealthIndicator implements HealthIndicator, DisposableBean {
    private static final int MOST_SECONDS = 5;

    private final CompanyBroker broker;
    private final ConnectionFactory connections;
    private final ExecutorService looker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "broker-health");
        thread.setDaemon(true);
        return thread;
    });
    private Future<?> look;

    BrokerHealthIndicator(CompanyBroker broker) {
        this.broker = broker;
        this.connections = broker.listeners();
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        try {
            look().get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            health.withDetail("error", "no answer within " + MOST_SECONDS + " s")
                    .status(GatewayStatus.DEGRADED);
        } catch (ExecutionException e) {
            // Without the exception itself: each probe of a long outage would write its trace into the log.
            health.withDetail("error", RootCause.of(e)).status(GatewayStatus.DEGRADED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            health.unknown();
        }
        return health.withDetail("address", broker.address()).build();
    }

    /** The look that is under way, or a new one: while one hangs, no other begins. */
    private synchronized Future<?> look() {
        if (look == null || look.isDone()) {
            look = looker.submit(() -> {
                connections.createConnection().close();
                return null;
            });
        }
        return look;
    }

    @Override
    public void destroy() {
        looker.shutdownNow();
    }
}
