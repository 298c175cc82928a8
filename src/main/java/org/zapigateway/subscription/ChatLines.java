package org.zapigateway.subscription;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.zapigateway.inbox.QueuedEvent;

/**
 * The chats whose events a subscription has in memory. Each is a line: with a lane, ready to run, held until its time comes,
 * or ready for the burial of its first event.
 *
 * <p>What is in memory is bounded. Of a chat that is not held only the first events count as what can run; what lies behind
 * them counts as held, so that a busy chat, or one that hangs, does not shut out the others. Guarded by the lock of its
 * {@link Schedule}.
 */
final class ChatLines {
    /** How many chats may be held before the subscription pauses. */
    static final int MAX_HELD_CHATS = 1_000;

    private static final int LEAST_WINDOW = 256;
    private static final int LEAST_SHARE = 32;
    private static final long SHARE_BYTES = 256 << 10;

    private final DeliveryPolicy policy;
    private final int lanes;
    private final LongSupplier mostBytes;
    private final int window;
    private final int share;
    private final Map<String, WaitingChat> chats = new HashMap<>();
    private final Deque<WaitingChat> ready = new ArrayDeque<>();
    private final Deque<WaitingChat> toBury = new ArrayDeque<>();
    private final PriorityQueue<WaitingChat> held =
            new PriorityQueue<>(Comparator.comparingLong(WaitingChat::heldUntil));
    private int inMemory;
    private long inMemoryBytes;
    private int heldEvents;
    private long heldBytes;

    /**
     * No chats yet.
     *
     * @param lanes how many lanes take turns
     * @param mostBytes about how many bytes of events may be held, and how many that can run may be in memory beside them;
     *     one event more than that is taken
     */
    ChatLines(DeliveryPolicy policy, int lanes, LongSupplier mostBytes) {
        this.policy = policy;
        this.lanes = lanes;
        this.mostBytes = mostBytes;
        this.window = Math.max(LEAST_WINDOW, 2 * lanes * policy.batchSize());
        this.share = Math.max(LEAST_SHARE, policy.batchSize());
    }

    /** Whether another event may be added. */
    boolean hasRoom() {
        return !holdsTooMuch() && inMemory - heldEvents < window && inMemoryBytes - heldBytes < mostBytes.getAsLong();
    }

    /** Whether there is room enough to ask the queue for more, which costs less when it is done for many events at once. */
    boolean hasMuchRoom() {
        return !holdsTooMuch()
                && inMemory - heldEvents <= window / 2
                && inMemoryBytes - heldBytes <= mostBytes.getAsLong() / 2;
    }

    /** Whether more is held than may be, so that nothing is added until a chat goes on. */
    boolean isFull() {
        return !held.isEmpty() && holdsTooMuch();
    }

    /** Whether no event is left, with no lane either. */
    boolean isEmpty() {
        return inMemory == 0;
    }

    int heldChats() {
        return held.size();
    }

    /** How many events the held chats have. */
    int eventsOfHeldChats() {
        return held.stream().mapToInt(WaitingChat::size).sum();
    }

    /** The first event of each chat that waits, without those that a lane works on. */
    Stream<QueuedEvent> firstOfChats() {
        return chats.values().stream().flatMap(chat -> chat.first().stream());
    }

    /**
     * Puts an event at the end of its chat.
     *
     * @return whether the chat is new, and ready
     */
    boolean add(QueuedEvent event) {
        WaitingChat chat = chats.computeIfAbsent(event.group(), WaitingChat::new);
        boolean isNew = chat.size() == 0 && !chat.isTaken();
        change(chat, () -> chat.add(event));
        inMemory++;
        inMemoryBytes += event.size();
        if (isNew) {
            ready.addLast(chat);
        }
        return isNew;
    }

    /**
     * Makes the held chats ready whose time has come. They run first: they have waited longest; but those whose target was
     * away last, so that others are tried before them.
     */
    void release(long now) {
        while (nextRelease() <= now) {
            WaitingChat chat = held.peek();
            if (chat.awaitsTarget()) {
                release(chat);
            } else {
                unhold(chat);
                ready.addFirst(chat);
            }
        }
    }

    /** Makes a held chat ready before its time, behind those that are. */
    void release(WaitingChat chat) {
        if (chat.isHeld()) {
            unhold(chat);
            ready.addLast(chat);
        }
    }

    /** When the time of the next held chat comes; {@code Long.MAX_VALUE} when none is held. */
    long nextRelease() {
        return held.isEmpty() ? Long.MAX_VALUE : held.peek().heldUntil();
    }

    /** A turn for an event that is to be a dead letter, or {@code null}. */
    Turn takeBurial() {
        return toBury.isEmpty() ? null : single(toBury.removeFirst());
    }

    /** A turn for one event that is ready, or {@code null}. */
    Turn takeSingle() {
        return ready.isEmpty() ? null : single(ready.removeFirst());
    }

    /** A turn for as many events as may run together, or {@code null}. */
    Turn takeBatch() {
        if (ready.isEmpty() || ready.peekFirst().runsSingly()) {
            return takeSingle();
        }
        // As with the window: when all lanes hang, they have half of it, and the rest is for other chats.
        Turn turn = new Turn(policy.batchSize(), mostBytes.getAsLong() / (2L * lanes));
        do {
            WaitingChat chat = ready.removeFirst();
            change(chat, () -> turn.add(chat));
        } while (turn.hasRoom() && !ready.isEmpty() && !ready.peekFirst().runsSingly());
        return turn;
    }

    /** The events of a turn have left; what lies behind them is ready. */
    void done(Turn turn) {
        inMemory -= turn.size();
        inMemoryBytes -= turn.bytes();
        turn.shares().forEach((chat, events) -> {
            chat.done(events.size());
            if (chat.size() > 0) {
                ready.addLast(chat);
            } else {
                chats.remove(chat.group());
            }
        });
    }

    /**
     * The events of a turn are to run again; one that was given up is to be buried.
     *
     * @param first whether before the chats that are ready now
     */
    void putBack(Turn turn, boolean first) {
        turn.shares().forEach((chat, events) -> {
            change(chat, () -> chat.putBack(events));
            if (chat.isToBury()) {
                toBury.addLast(chat);
            } else if (first) {
                ready.addFirst(chat);
            } else {
                ready.addLast(chat);
            }
        });
    }

    /** What lies behind the first events of a turn is to run before what is ready now; the turn keeps the first. */
    void shorten(Turn turn, int events) {
        List<Map.Entry<WaitingChat, List<QueuedEvent>>> rest = turn.cut(events);
        Collections.reverse(rest);
        rest.forEach(share -> {
            WaitingChat chat = share.getKey();
            if (turn.shares().containsKey(chat)) {
                change(chat, () -> chat.putFirst(share.getValue()));
            } else {
                change(chat, () -> chat.putBack(share.getValue()));
                ready.addFirst(chat);
            }
        });
    }

    /** The event of a turn is to run again when a time has come; one that was given up is to be buried at once. */
    void hold(Turn turn, long until) {
        putBack(turn, true);
        WaitingChat chat = turn.chat();
        if (ready.remove(chat)) {
            change(chat, () -> chat.hold(until));
            held.add(chat);
        }
    }

    /**
     * An event that no lane works on is to be a dead letter.
     *
     * @return {@code false} when it is not the first of its chat
     */
    boolean giveUp(String eventId, DeadLetter why) {
        for (WaitingChat chat : chats.values()) {
            if (chat.waitsFor(eventId)) {
                chat.trouble().giveUp(why);
                unhold(chat);
                ready.remove(chat);
                toBury.remove(chat);
                toBury.addLast(chat);
                return true;
            }
        }
        return false;
    }

    /** Forgets everything, and tells which events no lane worked on. */
    List<QueuedEvent> clear() {
        List<QueuedEvent> events = new ArrayList<>();
        chats.values().forEach(chat -> chat.events().forEach(events::add));
        chats.clear();
        ready.clear();
        toBury.clear();
        held.clear();
        inMemory = 0;
        inMemoryBytes = 0;
        heldEvents = 0;
        heldBytes = 0;
        return events;
    }

    private boolean holdsTooMuch() {
        return heldEvents >= policy.heldEvents() || held.size() >= MAX_HELD_CHATS || heldBytes >= mostBytes.getAsLong();
    }

    private Turn single(WaitingChat chat) {
        Turn turn = new Turn(chat);
        change(chat, () -> turn.add(chat));
        return turn;
    }

    private void unhold(WaitingChat chat) {
        if (held.remove(chat)) {
            change(chat, () -> chat.hold(WaitingChat.NOT_HELD));
        }
    }

    /** Changes what waits in a chat, or whether it is held, and with it what counts as held. */
    private void change(WaitingChat chat, Runnable change) {
        heldEvents -= chat.heldEvents(share, SHARE_BYTES);
        heldBytes -= chat.heldBytes(share, SHARE_BYTES);
        change.run();
        heldEvents += chat.heldEvents(share, SHARE_BYTES);
        heldBytes += chat.heldBytes(share, SHARE_BYTES);
    }
}
