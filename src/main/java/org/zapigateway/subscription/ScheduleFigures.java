package org.zapigateway.subscription;

/**
 * How a schedule stands.
 *
 * @param inFlight events that lanes work on now
 * @param heldChats chats that wait for the next attempt of their first event
 * @param heldEvents events of those chats
 * @param outage whether the target seems to be away
 * @param full whether so much is held that nothing more is taken from the queue
 */
record ScheduleFigures(int inFlight, int heldChats, int heldEvents, boolean outage, boolean full) {
    /** Of a schedule that does not exist yet. */
    static final ScheduleFigures NONE = new ScheduleFigures(0, 0, 0, false, false);
}
