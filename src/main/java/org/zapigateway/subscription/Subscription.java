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
    private final LongAdder failed = new LongAdder();
    private final LongAdder died = new LongAdder();
    private volatile Schedule schedule;
    private volatile String pausedBecause;
    private volatile Instant pausedSince;

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

    void worksOn(Schedule worked) {
        schedule = worked;
    }

    void delivered(int events) {
        delivered.add(events);
        if (pausedBecause != null) {
            continues();
        }
    }

    /** An attempt was spent on an event. */
    void failed() {
        failed.increment();
    }

    void died() {
        died.increment();
    }

    /** The target, or the inbox itself, is away: events wait, in order. */
    synchronized void pauses(String because) {
        if (pausedBecause == null) {
            pausedSince = Instant.now();
            LOG.warn("subscription {}: waits for its target ({}); its events stay in order", name, because);
        }
        pausedBecause = because;
    }

    /** The target, or the inbox, is back. */
    synchronized void continues() {
        if (pausedBecause != null) {
            LOG.info("subscription {}: continues", name);
            pausedBecause = null;
            pausedSince = null;
        }
    }

    /** Makes the event that blocks a chat a dead letter; {@code false} when no chat waits for it. */
    boolean giveUp(String eventId, String reason) {
        Schedule worked = schedule;
        return worked != null && worked.giveUp(eventId, DeadLetter.byOperator(routeId, reason));
    }

    SubscriptionStatus status() {
        ScheduleFigures figures = schedule == null ? ScheduleFigures.NONE : schedule.figures();
        boolean paused = pausedBecause != null || figures.full();
        return new SubscriptionStatus(
                name,
                routeId,
                paused ? SubscriptionStatus.State.PAUSED : SubscriptionStatus.State.RUNNING,
                pausedSince,
                figures.full() && pausedBecause == null
                        ? figures.heldEvents() + " events of " + figures.heldChats() + " chats wait for a retry"
                        : pausedBecause,
                figures.inFlight(),
                figures.heldChats(),
                figures.heldEvents(),
                delivered.sum(),
                failed.sum(),
                died.sum());
    }
}
