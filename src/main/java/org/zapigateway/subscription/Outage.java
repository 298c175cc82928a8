package org.zapigateway.subscription;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The target of a subscription seems to be away: one event at a time is tried, after waits that grow. Guarded by the lock
 * of its {@link Schedule}.
 */
final class Outage {
    private final Set<WaitingChat> suspects = new LinkedHashSet<>();
    private int failures;
    private long retryAt;
    private Turn probe;

    /** Counts a failure. */
    int fail() {
        return ++failures;
    }

    void retryAt(long time) {
        retryAt = time;
    }

    long retryAt() {
        return retryAt;
    }

    /** The chats whose first event has failed alone while the target seemed to be away. */
    Set<WaitingChat> suspects() {
        return suspects;
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
