package org.zapigateway.subscription;

/** What is known of an event that has failed alone. Guarded by the lock of its {@link Schedule}. */
final class Trouble {
    private int attempts;
    private int outages;
    private long deliveredAtOutage;
    private boolean blamed;
    private boolean repeat;
    private DeadLetter deadLetter;

    /** Counts a failure that the event itself is to blame for. */
    int countAttempt() {
        return ++attempts;
    }

    /**
     * Counts a failure that looks like an outage of the target.
     *
     * @param delivered how many events the subscription has delivered up to now
     * @return whether the event is to blame nevertheless: it was suspected, and since its last failure the target has
     *     taken others
     */
    boolean countOutage(long delivered) {
        outages++;
        boolean othersPassed = blamed && delivered > deliveredAtOutage;
        deliveredAtOutage = delivered;
        return othersPassed;
    }

    /** How often the target seemed to be away when this event was tried. */
    int outages() {
        return outages;
    }

    /** The target takes others: from now on its failures may be the event's own. */
    void blame() {
        blamed = true;
    }

    /** Whether the target has the event already, so that it must run outside of a transaction. */
    boolean isRepeat() {
        return repeat;
    }

    void markRepeat() {
        repeat = true;
    }

    /** Why the event goes to the dead letters, or {@code null} while it is to be tried. */
    DeadLetter deadLetter() {
        return deadLetter;
    }

    void giveUp(DeadLetter why) {
        deadLetter = why;
    }
}
