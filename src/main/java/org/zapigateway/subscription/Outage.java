package org.zapigateway.subscription;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The target of a subscription seems to be away: one event at a time is tried, after waits that grow. Guarded by the lock
 * of its {@link Schedule}.
 */
final class Outage {
    private final Set<String> targets = new HashSet<>();
    private int failures;
    private long retryAt;
    private Turn probe;

    /** Counts a failure. */
    int fail() {
        return ++failures;
    }

    /** Names a target that seems to be away; {@code null} for one that is not known. */
    void at(String target) {
        targets.add(target);
    }

    /** Whether one of its targets is back, since it has taken an event. */
    boolean isOver(Predicate<String> reached) {
        return targets.stream().anyMatch(reached);
    }

    void retryAt(long time) {
        retryAt = time;
    }

    long retryAt() {
        return retryAt;
    }

    boolean isProbed() {
        return probe != null;
    }

    boolean isProbe(Turn turn) {
        return probe == turn;
    }

    void probe(Turn turn) {
        probe = turn;
    }
}
