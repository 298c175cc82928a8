package org.zapigateway.subscription;

import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A durable subscription while it belongs to a route. */
final class Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    private final String name;
    private final String routeId;
    private final String routeVersion;
    private final Tally tally;
    private final List<OutcomeListener> listeners;
    private final FirstFailures firstFailures = new FirstFailures();
    private volatile boolean stopped;
    private volatile Schedule schedule;
    private volatile String pausedBecause;
    private volatile Instant pausedSince;
    private volatile Instant fullSince;

    /**
     * A subscription that a route has opened.
     *
     * @param routeVersion the short hash of the route's file, or {@code null} when it comes from none
     * @param listeners who hear what becomes of events; others may come and go
     */
    Subscription(String name, String routeId, String routeVersion, Tally tally, List<OutcomeListener> listeners) {
        this.name = name;
        this.routeId = routeId;
        this.routeVersion = routeVersion;
        this.tally = tally;
        this.listeners = listeners;
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

    void delivered(Turn turn) {
        firstFailures.forget(turn.events());
        tally.countDelivered(turn.size());
        tell(Outcome.Kind.DELIVERED, turn, 0, null);
        lookUnlessRoomy();
        continuesUnlessAway();
    }

    /** An attempt was spent on the event of a turn; tells when its first one was. */
    Instant failed(Turn turn) {
        tally.countFailedAttempt();
        return firstFailures.failed(turn.events().get(0).id());
    }

    /**
     * Events wait for another attempt.
     *
     * @param attempt how many they have spent; 0 when their target is away
     */
    void waits(Turn turn, int attempt, DeliveryFailure failure) {
        tell(Outcome.Kind.WAITING, turn, attempt, failure.rootCause().getClass().getName());
    }

    void died(Turn turn) {
        firstFailures.forget(turn.events());
        tally.countDied();
        tell(
                Outcome.Kind.DEAD,
                turn,
                turn.deadLetter().attempts(),
                turn.deadLetter().exceptionType());
        lookUnlessRoomy();
        continuesUnlessAway();
    }

    /** Takes the pause back unless an event still waits for its target, which may be so when others are delivered, or die. */
    void continuesUnlessAway() {
        if (pausedBecause != null && !schedule.figures().outage()) {
            continues();
        }
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

    /** Nothing may run now: it may be that too much waits for a retry. */
    void idles() {
        look();
    }

    private void lookUnlessRoomy() {
        if (fullSince != null) {
            look();
        }
    }

    /** Remembers since when so much waits for a retry that nothing more is taken, and says so once. */
    private synchronized ScheduleFigures look() {
        ScheduleFigures figures = schedule == null ? ScheduleFigures.NONE : schedule.figures();
        if (figures.full() && fullSince == null) {
            fullSince = Instant.now();
            LOG.warn(
                    "subscription {}: {}; it takes no more until fewer wait. Mend the route, or make the events that fail dead"
                            + " letters",
                    name,
                    waiting(figures));
        } else if (!figures.full() && fullSince != null) {
            fullSince = null;
            LOG.info("subscription {}: takes events again", name);
        }
        return figures;
    }

    private static String waiting(ScheduleFigures figures) {
        return figures.heldEvents() + " events of " + figures.heldChats() + " chats wait for a retry";
    }

    /** Makes the event that blocks a chat a dead letter; {@code false} when no chat waits for it. */
    boolean giveUp(String eventId, String reason) {
        Schedule worked = schedule;
        return worked != null
                && worked.giveUp(eventId, DeadLetter.byOperator(routeId, firstFailures.of(eventId), reason));
    }

    /** Its lanes begin nothing any more. */
    void end() {
        Schedule worked = schedule;
        if (worked != null) {
            worked.end();
        }
    }

    /** Its route works on it no more; when it does again, that is another one. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    SubscriptionStatus status() {
        if (stopped) {
            return status(SubscriptionStatus.State.STOPPED, null, null, ScheduleFigures.NONE);
        }
        ScheduleFigures figures = look();
        if (pausedBecause != null) {
            return status(SubscriptionStatus.State.PAUSED, pausedSince, pausedBecause, figures);
        }
        if (figures.full()) {
            return status(SubscriptionStatus.State.PAUSED, fullSince, waiting(figures), figures);
        }
        return status(SubscriptionStatus.State.RUNNING, null, null, figures);
    }

    private void tell(Outcome.Kind kind, Turn turn, int attempt, String exceptionType) {
        if (listeners.isEmpty()) {
            return;
        }
        turn.events().forEach(event -> {
            Outcome outcome = new Outcome(kind, event.facts(), name, routeId, routeVersion, attempt, exceptionType);
            listeners.forEach(listener -> listener.heard(outcome));
        });
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
