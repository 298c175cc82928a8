package org.zapigateway.subscription;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether a target of a subscription seems to be away: then one event at a time is tried, after waits that grow. An
 * event that still fails after others were tried gets retry times of its own, and once that holds for all that wait,
 * nobody else waits. Which events have failed is known for longer, until each has left. Guarded by the lock of its
 * {@link Schedule}.
 */
final class Outage {
    private final DeliveryPolicy policy;
    private final Suspects suspects;
    private final Set<String> targets = new HashSet<>();
    private int failures;
    private long retryAt;
    private Turn probe;

    /** None yet. */
    Outage(DeliveryPolicy policy) {
        this.policy = policy;
        this.suspects = new Suspects(policy.maxAttempts());
    }

    /** Whether an event waits for its target. */
    boolean lasts() {
        return pauses() || suspects.oneAwaitsItsTarget();
    }

    /** Whether one event at a time is tried. */
    boolean pauses() {
        return failures > 0;
    }

    /** Whether the event of a turn, which has failed because of it, is to be tried at times of its own. */
    boolean isLeftToItself(Turn turn) {
        return turn.isSingle() && suspects.failsStill(turn.chat());
    }

    /**
     * When such an event is tried next: after all that wait so for the same target, so that each wait has one attempt,
     * however many they are.
     *
     * @param target what seems to be away; {@code null} when it is not known
     */
    long nextAttempt(Turn turn, String target, long now) {
        long last = Math.max(now, suspects.lastAttempt(target));
        return last + policy.waitAfter(turn.chat().trouble().outages()).toMillis();
    }

    /**
     * A turn has failed because of it; it may be the first that did.
     *
     * @param target what seems to be away; {@code null} when it is not known
     * @return whether its events are to be tried before those of other chats
     */
    boolean failed(Turn turn, String target, long now) {
        targets.add(target);
        // Lanes that fail beside each other see the same outage once.
        if (!pauses() || turn == probe) {
            failures++;
            retryAt = now + policy.waitAfter(failures).toMillis();
        }
        if (!turn.isSingle()) {
            turn.suspectAll();
            return true;
        }
        suspects.add(turn.chat());
        return !suspects.oneHasFailedOften();
    }

    /** Whether an event may be tried now. */
    boolean mayProbe(long now) {
        return probe == null && now >= retryAt;
    }

    /** The turn that is tried; {@code null} when there was none to try. */
    void probe(Turn turn) {
        probe = turn;
    }

    /** When the next may be tried; {@code Long.MAX_VALUE} when that waits for an event, not for the clock. */
    long nextProbe(long now) {
        return !pauses() || probe != null || retryAt <= now ? Long.MAX_VALUE : retryAt;
    }

    /** A lane has ended a turn; if it was the one that was tried, another may be. */
    void ended(Turn turn) {
        if (turn == probe) {
            probe = null;
        }
    }

    /** The events of a turn have left the queue; nothing is known of those behind them. */
    void left(Turn turn) {
        turn.shares().keySet().forEach(suspects::remove);
    }

    /**
     * The events of a turn were delivered, and have not left yet. The pause is over when one of the targets took one, when
     * one of them had failed for it, or when the event that was tried went past them, and those that wait have all failed
     * so often that they can be left to themselves.
     *
     * @param reached tells whether a target has taken one of them
     * @return the chats that waited for such a target
     */
    List<WaitingChat> delivered(Turn turn, Predicate<String> reached) {
        List<WaitingChat> waited = suspects.othersPassed(reached);
        if (targets.stream().anyMatch(reached)
                || turn.shares().keySet().stream().anyMatch(suspects::contains)
                || turn == probe && suspects.allHaveFailedOften()) {
            end();
        }
        return waited;
    }

    /** The pause is over. */
    void end() {
        targets.clear();
        failures = 0;
        probe = null;
    }

    /** Forgets everything. */
    void clear() {
        suspects.clear();
        end();
    }
}
