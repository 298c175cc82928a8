package org.zapigateway.subscription;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A durable subscription while a route works on it. */
final class Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    private final String name;
    private final String routeId;
    private final Tally tally;
    private volatile Schedule schedule;
    private volatile String pausedBecause;
    private volatile Instant pausedSince;

    Subscription(String name, String routeId, Tally tally) {
        this.name = name;
        this.routeId = routeId;
        this.tally = tally;
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
        tally.countDelivered(events);
        if (pausedBecause != null) {
            continues();
        }
    }

    /** An attempt was spent on an event. */
    void failed() {
        tally.countFailedAttempt();
    }

    void died() {
        tally.countDied();
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

    /** How it stands while its route is stopped. */
    SubscriptionStatus stopped() {
        return status(SubscriptionStatus.State.STOPPED, null, null, ScheduleFigures.NONE);
    }

    SubscriptionStatus status() {
        ScheduleFigures figures = schedule == null ? ScheduleFigures.NONE : schedule.figures();
        if (pausedBecause != null) {
            return status(SubscriptionStatus.State.PAUSED, pausedSince, pausedBecause, figures);
        }
        if (figures.full()) {
            String because = figures.heldEvents() + " events of " + figures.heldChats() + " chats wait for a retry";
            return status(SubscriptionStatus.State.PAUSED, null, because, figures);
        }
        return status(SubscriptionStatus.State.RUNNING, null, null, figures);
    }

    private SubscriptionStatus status(
            SubscriptionStatus.State state, Instant since, String reason, ScheduleFigures figures) {
        return new SubscriptionStatus(
                name,
                routeId,
                state,
                since,
                reason,
                figures.inFlight(),
                figures.heldChats(),
                figures.heldEvents(),
                tally.delivered(),
                tally.failedAttempts(),
                tally.died());
    }
}
