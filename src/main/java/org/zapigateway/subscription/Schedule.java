package org.zapigateway.subscription;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.zapigateway.inbox.QueuedEvent;

/**
 * Says which events of a subscription may run now.
 *
 * <p>Each chat is a line: its events run in order, one lane at a time, and chats run beside each other. A chat whose first
 * event waits for its next attempt is held, and only that chat. While the target is away nothing runs but one event at a
 * time, which finds out whether it is back. What is held in memory, and what lies behind the first events of a busy chat, is
 * bounded; beyond it the subscription's queue is left to wait on disk.
 *
 * <p>Safe for use by many threads. Times are milliseconds of a clock that never goes back.
 */
final class Schedule {
    /** How many chats may be held before the subscription pauses. */
    static final int MAX_HELD_CHATS = 1_000;

    /** How many bytes of events may be held before the subscription pauses. */
    static final long MAX_HELD_BYTES = 16L << 20;

    private static final int LEAST_WINDOW = 256;
    private static final int LEAST_SHARE = 32;

    private final DeliveryPolicy policy;
    private final int window;
    private final int share;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, WaitingChat> chats = new HashMap<>();
    private final Deque<WaitingChat> ready = new ArrayDeque<>();
    private final Deque<WaitingChat> toBury = new ArrayDeque<>();
    private final PriorityQueue<WaitingChat> held =
            new PriorityQueue<>(Comparator.comparingLong(WaitingChat::heldUntil));
    private final Set<Turn> turns = new HashSet<>();
    private final Suspects suspects;
    private Outage outage;
    private int inMemory;
    private int heldEvents;
    private long heldBytes;
    private boolean refused;
    private boolean broken;

    /**
     * An empty schedule.
     *
     * @param lanes how many lanes take turns
     * @param clock gives milliseconds
     */
    Schedule(DeliveryPolicy policy, int lanes, LongSupplier clock) {
        this.policy = policy;
        this.window = Math.max(LEAST_WINDOW, 2 * lanes * policy.batchSize());
        this.share = Math.max(LEAST_SHARE, policy.batchSize());
        this.suspects = new Suspects(policy.maxAttempts());
        this.clock = clock;
    }

    /** The clock of a running schedule. */
    static long milliseconds() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /**
     * Takes the next event of the subscription's queue.
     *
     * @return {@code false} when there is no room for it now; {@link #hasRoomAgain()} tells when there is
     */
    boolean offer(QueuedEvent event) {
        lock.lock();
        try {
            if (holdsTooMuch() || inMemory - heldEvents >= window) {
                refused = true;
                return false;
            }
            WaitingChat chat = chats.computeIfAbsent(event.group(), WaitingChat::new);
            boolean isNew = chat.size() == 0 && !chat.isTaken();
            uncount(chat);
            chat.add(event);
            count(chat);
            inMemory++;
            if (isNew && !chat.isHeld()) {
                ready.addLast(chat);
                changed.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether an event was refused and there is room for it now; says so once. */
    boolean hasRoomAgain() {
        lock.lock();
        try {
            if (refused && !holdsTooMuch() && inMemory - heldEvents <= window / 2) {
                refused = false;
                return true;
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next turn of a lane: what may run in one transaction.
     *
     * @param patience how long to wait for one
     * @return {@code null} when there was none in that time
     */
    Turn take(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long deadline = clock.getAsLong() + patience.toMillis();
            while (true) {
                long now = clock.getAsLong();
                release(now);
                Turn turn = next(now);
                if (turn != null) {
                    turns.add(turn);
                    return turn;
                }
                long wait = Math.min(deadline, nextChange()) - now;
                if (deadline <= now) {
                    return null;
                }
                changed.await(Math.max(1, wait), TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The lane is about to take the events of its turn off the queue.
     *
     * @return {@code false} when it must not: they were given back meanwhile, and run again elsewhere
     */
    boolean claim(Turn turn) {
        return settle(turn, () -> turn.claim(true));
    }

    /** The lane could not take them off; they are as they were. */
    void unclaim(Turn turn) {
        settle(turn, () -> turn.claim(false));
    }

    /**
     * The events of a turn have left the queue: delivered.
     *
     * @param reached tells whether a target has taken one of them; {@code null} stands for a target that is not known
     */
    void delivered(Turn turn, Predicate<String> reached) {
        settle(turn, () -> {
            boolean wasSuspect = turn.shares().keySet().stream().anyMatch(suspects::contains);
            end(turn);
            suspects.othersPassed(reached);
            if (outage != null && (wasSuspect || outage.isOver(reached))) {
                outage = null;
            }
        });
    }

    /** The event of a turn has left the queue: it is a dead letter. */
    void buried(Turn turn) {
        settle(turn, () -> end(turn));
    }

    /** The events failed together; each is to run again alone. */
    void retrySingly(Turn turn) {
        settle(turn, () -> {
            turn.shares().forEach((chat, events) -> chat.suspect(events.size()));
            putBack(turn, true);
        });
    }

    /**
     * The target has the event already and refused the transaction for it: it runs again at once, outside of one.
     *
     * @return {@code false} when it ran so before, so that this is a failure like any other
     */
    boolean retryAsRepeat(Turn turn) {
        return !turn.isRepeat()
                && settle(turn, () -> {
                    turn.chat().trouble().markRepeat();
                    putBack(turn, true);
                });
    }

    /** Counts a failure that the event of a turn is to blame for, and says the how many-th it is. */
    int countAttempt(Turn turn) {
        lock.lock();
        try {
            return turn.chat().trouble().countAttempt();
        } finally {
            lock.unlock();
        }
    }

    /** The event of a turn is not tried any more; it goes to the dead letters at once. */
    void giveUp(Turn turn, DeadLetter why) {
        settle(turn, () -> {
            turn.chat().trouble().giveUp(why);
            putBack(turn, true);
        });
    }

    /** The event is to run again after a while; its chat waits for it, and no other chat. */
    void hold(Turn turn, Duration wait) {
        settle(turn, () -> {
            WaitingChat chat = turn.chat();
            putBack(turn, true);
            if (!chat.isToBury()) {
                ready.remove(chat);
                uncount(chat);
                chat.hold(clock.getAsLong() + wait.toMillis());
                count(chat);
                held.add(chat);
            }
        });
    }

    /**
     * The target seems to be away: nothing runs for a while. Then the same event is tried, and after as many failures as an
     * event has attempts, events of other chats in turn: when the target takes one of those, the first is to blame itself.
     *
     * @param target which one, {@code null} when it is not known
     * @return {@code true} when this event is to blame, because the target took others since it failed last; then nothing
     *     else waits, and the turn is still the lane's
     */
    boolean targetIsAway(Turn turn, String target) {
        boolean[] isToBlame = new boolean[1];
        settle(turn, () -> {
            Trouble trouble = turn.isSingle() ? turn.chat().trouble() : null;
            if (trouble != null && trouble.countOutage(target)) {
                isToBlame[0] = true;
                return;
            }
            beginOrProlongOutage(turn, target);
            if (trouble != null) {
                suspects.add(turn.chat());
            } else {
                turn.shares().forEach((chat, events) -> chat.suspect(events.size()));
            }
            putBack(turn, trouble == null || !suspects.oneHasFailedOften());
        });
        return isToBlame[0];
    }

    /**
     * Makes the first event of a chat a dead letter as soon as no lane works on it.
     *
     * @return {@code false} when no chat waits for such an event
     */
    boolean giveUp(String eventId, DeadLetter why) {
        lock.lock();
        try {
            for (WaitingChat chat : chats.values()) {
                QueuedEvent blocking = firstOf(chat);
                if (blocking != null && blocking.id().equals(eventId)) {
                    chat.trouble().giveUp(why);
                    if (!chat.isTaken()) {
                        unhold(chat);
                        ready.remove(chat);
                        toBury.remove(chat);
                        toBury.addLast(chat);
                        changed.signalAll();
                    }
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a lane works on something. */
    boolean isIdle() {
        lock.lock();
        try {
            return turns.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Forgets everything. Turns that are not ended now never will be; a lane that is just taking events off the queue is
     * waited for, but not without end, because the disk may hang: its events are left to the broker then.
     *
     * @return the events to give back to the queue
     */
    List<QueuedEvent> clear(Duration patience) {
        lock.lock();
        try {
            awaitClaimed(patience);
            List<QueuedEvent> events = new ArrayList<>();
            turns.stream().filter(turn -> !turn.isClaimed()).forEach(turn -> events.addAll(turn.events()));
            chats.values().forEach(chat -> chat.events().forEach(events::add));
            turns.clear();
            chats.clear();
            ready.clear();
            toBury.clear();
            held.clear();
            suspects.clear();
            outage = null;
            inMemory = 0;
            heldEvents = 0;
            heldBytes = 0;
            refused = false;
            broken = false;
            return events;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The events of a turn are neither ours nor certainly gone. Nothing runs any more until {@link #clear()}: if they come
     * again, what is behind them must not have passed.
     */
    void forget(Turn turn) {
        settle(turn, () -> {
            broken = true;
            end(turn);
        });
    }

    /** How it stands. */
    ScheduleFigures figures() {
        lock.lock();
        try {
            return new ScheduleFigures(
                    turns.stream().mapToInt(Turn::size).sum(),
                    held.size(),
                    held.stream().mapToInt(WaitingChat::size).sum(),
                    outage != null,
                    !held.isEmpty() && holdsTooMuch());
        } finally {
            lock.unlock();
        }
    }

    private void awaitClaimed(Duration patience) {
        try {
            long nanos = patience.toNanos();
            while (nanos > 0 && turns.stream().anyMatch(Turn::isClaimed)) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does something with a turn that the lane still has; everybody who waits looks again. */
    private boolean settle(Turn turn, Runnable change) {
        lock.lock();
        try {
            if (!turns.contains(turn)) {
                return false;
            }
            change.run();
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Turn next(long now) {
        if (broken) {
            return null;
        }
        if (!toBury.isEmpty()) {
            return single(toBury.removeFirst());
        }
        if (outage == null) {
            return batch();
        }
        if (outage.isProbed() || now < outage.retryAt() || ready.isEmpty()) {
            return null;
        }
        Turn probe = single(ready.removeFirst());
        outage.probe(probe);
        return probe;
    }

    private Turn batch() {
        Turn turn = null;
        while (!ready.isEmpty() && (turn == null || turn.hasRoom(policy.batchSize()))) {
            if (ready.peekFirst().runsSingly()) {
                return turn != null ? turn : single(ready.removeFirst());
            }
            turn = turn != null ? turn : new Turn();
            WaitingChat chat = ready.removeFirst();
            uncount(chat);
            turn.add(chat, policy.batchSize());
            count(chat);
        }
        return turn;
    }

    private Turn single(WaitingChat chat) {
        uncount(chat);
        Turn turn = Turn.single(chat);
        count(chat);
        return turn;
    }

    /** The chats whose time has come run first: they have waited longest. */
    private void release(long now) {
        while (!held.isEmpty() && held.peek().heldUntil() <= now) {
            WaitingChat chat = held.peek();
            unhold(chat);
            ready.addFirst(chat);
        }
    }

    private void unhold(WaitingChat chat) {
        if (held.remove(chat)) {
            uncount(chat);
            chat.hold(WaitingChat.NOT_HELD);
            count(chat);
        }
    }

    /** To be called before what waits in a chat, or whether it is held, changes. */
    private void uncount(WaitingChat chat) {
        heldEvents -= chat.heldEvents(share);
        heldBytes -= chat.heldBytes(share);
    }

    /** To be called after that. */
    private void count(WaitingChat chat) {
        heldEvents += chat.heldEvents(share);
        heldBytes += chat.heldBytes(share);
    }

    private boolean holdsTooMuch() {
        return heldEvents >= policy.heldEvents() || held.size() >= MAX_HELD_CHATS || heldBytes >= MAX_HELD_BYTES;
    }

    private long nextChange() {
        long release = held.isEmpty() ? Long.MAX_VALUE : held.peek().heldUntil();
        long retry = outage == null || outage.isProbed() ? Long.MAX_VALUE : outage.retryAt();
        long now = clock.getAsLong();
        // A retry that is due waits for an event, not for the clock.
        return Math.min(release, retry <= now ? Long.MAX_VALUE : retry);
    }

    private void end(Turn turn) {
        turns.remove(turn);
        inMemory -= turn.size();
        turn.shares().forEach((chat, events) -> {
            suspects.remove(chat);
            chat.done(events.size());
            if (chat.size() > 0) {
                ready.addLast(chat);
            } else {
                chats.remove(chat.group());
            }
        });
        probeEnded(turn);
        if (inMemory == 0) {
            // Nothing is left that could find out whether the target is back.
            outage = null;
        }
    }

    private void putBack(Turn turn, boolean first) {
        turns.remove(turn);
        turn.claim(false);
        turn.shares().forEach((chat, events) -> {
            uncount(chat);
            chat.putBack(events);
            count(chat);
            if (chat.isToBury()) {
                toBury.addLast(chat);
            } else if (first) {
                ready.addFirst(chat);
            } else {
                ready.addLast(chat);
            }
        });
        probeEnded(turn);
    }

    private void probeEnded(Turn turn) {
        if (outage != null && outage.isProbe(turn)) {
            outage.probe(null);
        }
    }

    private void beginOrProlongOutage(Turn turn, String target) {
        boolean begins = outage == null;
        if (begins) {
            outage = new Outage();
        }
        outage.at(target);
        // Lanes that fail beside each other see the same outage once.
        if (begins || outage.isProbe(turn)) {
            outage.retryAt(clock.getAsLong() + policy.waitAfter(outage.fail()).toMillis());
        }
    }

    private QueuedEvent firstOf(WaitingChat chat) {
        if (!chat.isTaken()) {
            return chat.first();
        }
        return turns.stream()
                .filter(turn -> turn.isSingle() && turn.chat() == chat)
                .map(turn -> turn.events().get(0))
                .findFirst()
                .orElse(null);
    }
}
