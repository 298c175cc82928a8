package org.zapigateway.subscription;

/** What is known of an event that has failed alone. Guarded by the lock of its {@link Schedule}. */
final class Trouble {
    private int attempts;
    private int outages;
    private String target;
    private boolean awaitsTarget;
    private boolean othersPassed;
    private boolean blamed;
    private boolean repeat;
    private DeadLetter deadLetter;

    /** Counts a failure that the event itself is to blame for. */
    int countAttempt() {
        awaitsTarget = false;
        return ++attempts;
    }

    /**
     * Counts a failure that looks like an outage of the target.
     *
     * @param target which one, {@code null} when it is not known
     * @return whether the event is to blame nevertheless: it was suspected, and since its last failure the target has
     *     taken others
     */
    boolean countOutage(String target) {
        outages++;
        boolean isToBlame = blamed && othersPassed;
        this.target = target;
        awaitsTarget = !isToBlame;
        othersPassed = false;
        return isToBlame;
    }

    /** The target that seemed to be away when the event failed last; {@code null} when it is not known. */
    String target() {
        return target;
    }

    /**
     * The target has taken another event since.
     *
     * @param blame whether failures may be the event's own from now on
     */
    void otherPassed(boolean blame) {
        awaitsTarget = false;
        othersPassed = true;
        blamed |= blame;
    }

    /** Whether the event waits for its target, which has taken nothing since. */
    boolean awaitsTarget() {
        return awaitsTarget;
    }

    /** How often the target seemed to be away when this event was tried. */
    int outages() {
        return outages;
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
