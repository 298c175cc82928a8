package org.zapigateway.subscription;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A durable subscription while a route works on it. Its figures count from the start of the route. */
final class Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    private final String name;
    private final String routeId;
    private final LongAdder delivered = new LongAdder();
    private final LongAdder died = new LongAdder();
    private volatile String waitsBecause;
    private volatile Instant waitsSince;

    Subscription(String name, String routeId) {
        this.name = name;
        this.routeId = routeId;
    }

    String name() {
        return name;
    }

    String routeId() {
        return routeId;
    }

    void delivered(int events) {
        delivered.add(events);
    }

    void died() {
        died.increment();
    }

    /** The target is away: events wait, in order. */
    synchronized void waits(String because) {
        if (waitsBecause == null) {
            waitsSince = Instant.now();
            LOG.warn("subscription {}: waits for its target ({}); its events stay in order", name, because);
        }
        waitsBecause = because;
    }

    /** The target is back. */
    synchronized void continues() {
        if (waitsBecause != null) {
            LOG.info("subscription {}: continues", name);
            waitsBecause = null;
            waitsSince = null;
        }
    }

    SubscriptionStatus status() {
        return new SubscriptionStatus(
                name,
                routeId,
                waitsBecause == null ? SubscriptionStatus.State.RUNNING : SubscriptionStatus.State.WAITING,
                waitsSince,
                waitsBecause,
                delivered.sum(),
                died.sum());
    }
}
