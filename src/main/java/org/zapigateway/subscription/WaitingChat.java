package org.zapigateway.subscription;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.zapigateway.inbox.QueuedEvent;

/**
 * The events of one chat that a subscription has taken from its queue and not delivered yet, in order. At most one lane
 * works on a chat at a time. Guarded by the lock of its {@link Schedule}.
 */
final class WaitingChat {
    /** The time of a chat that is not held. */
    static final long NOT_HELD = Long.MIN_VALUE;

    private final String group;
    private final Deque<QueuedEvent> waiting = new ArrayDeque<>();
    private long bytes;
    private Trouble trouble;
    private int suspects;
    private boolean taken;
    private long heldUntil = NOT_HELD;

    WaitingChat(String group) {
        this.group = group;
    }

    String group() {
        return group;
    }

    void add(QueuedEvent event) {
        waiting.addLast(event);
        bytes += event.size();
    }

    /** How many events wait, without those that a lane works on. */
    int size() {
        return waiting.size();
    }

    /** The first that waits; empty when a lane works on all of them. */
    Optional<QueuedEvent> first() {
        return Optional.ofNullable(waiting.peekFirst());
    }

    /** Whether this is the event that would run next, and no lane works on the chat. */
    boolean waitsFor(String eventId) {
        return !taken && !waiting.isEmpty() && waiting.peekFirst().id().equals(eventId);
    }

    Iterable<QueuedEvent> events() {
        return waiting;
    }

    /** Whether the first event must run alone, because it failed together with others. */
    boolean runsSingly() {
        return suspects > 0;
    }

    boolean isTaken() {
        return taken;
    }

    /** Gives the first events to a lane: at least one, and as many as the bounds allow. */
    List<QueuedEvent> take(int maxEvents, long maxBytes) {
        taken = true;
        List<QueuedEvent> events = new ArrayList<>();
        long taken = 0;
        do {
            QueuedEvent event = waiting.removeFirst();
            taken += event.size();
            events.add(event);
        } while (events.size() < maxEvents && taken < maxBytes && !waiting.isEmpty());
        bytes -= taken;
        return events;
    }

    /** The lane has delivered, or buried, what it took; what was known of the first event is void. */
    void done(int events) {
        taken = false;
        trouble = null;
        suspects = Math.max(0, suspects - events);
    }

    /** The lane gives back what it took. */
    void putBack(List<QueuedEvent> events) {
        taken = false;
        putFirst(events);
    }

    /** The lane does without events that it took, but it still has those before them. */
    void putFirst(List<QueuedEvent> events) {
        for (int i = events.size() - 1; i >= 0; i--) {
            waiting.addFirst(events.get(i));
            bytes += events.get(i).size();
        }
    }

    /** So many of the first events must run one by one, to find out which of them fails. */
    void suspect(int events) {
        suspects = Math.max(suspects, events);
    }

    /** What is known of the first event, made when nothing was; an event that is in trouble runs alone. */
    Trouble trouble() {
        if (trouble == null) {
            trouble = new Trouble();
            suspect(1);
        }
        return trouble;
    }

    /** Whether the first event waits for its target, and not for an attempt of its own. */
    boolean awaitsTarget() {
        return trouble != null && trouble.awaitsTarget();
    }

    /** Whether the target has the first event already, so that it is to run outside of a transaction. */
    boolean isRepeat() {
        return trouble != null && trouble.isRepeat();
    }

    /** Why the first event goes to the dead letters, or {@code null} while it is to be tried. */
    DeadLetter deadLetter() {
        return trouble == null ? null : trouble.deadLetter();
    }

    /** Whether the first event waits for nothing but its burial. */
    boolean isToBury() {
        return deadLetter() != null;
    }

    boolean isHeld() {
        return heldUntil != NOT_HELD;
    }

    /**
     * How many of its events cannot run soon: all while it is held, else those behind the first ones.
     *
     * @param first how many can, at most
     * @param firstBytes about how many bytes of them can; one event can in any case
     */
    int heldEvents(int first, long firstBytes) {
        int all = waiting.size();
        if (isHeld()) {
            return all;
        }
        int thatSize = bytes <= firstBytes ? all : (int) Math.max(1, firstBytes * all / bytes);
        return Math.max(0, all - Math.min(first, thatSize));
    }

    /** About how many bytes these are. */
    long heldBytes(int first, long firstBytes) {
        return waiting.isEmpty() ? 0 : bytes * heldEvents(first, firstBytes) / waiting.size();
    }

    long heldUntil() {
        return heldUntil;
    }

    void hold(long until) {
        heldUntil = until;
    }
}
