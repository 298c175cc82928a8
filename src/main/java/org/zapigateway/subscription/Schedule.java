package org.zapigateway.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.zapigateway.inbox.QueuedEvent;

/**
 * Says which events of a subscription may run now.
 *
 * <p>Each chat is a line ({@link ChatLines}): its events run in order, one lane at a time, and chats run beside each other.
 * A chat whose first event waits for its next attempt is held, and only that chat. While the target is away nothing runs but
 * one event at a time, which finds out whether it is back; an event that alone waits for its target is held likewise, when
 * others have been tried. What is held in memory, and what lies behind the first events of a busy chat, is bounded; beyond it
 * the subscription's queue is left to wait on disk.
 *
 * <p>Safe for use by many threads. Times are milliseconds of a clock that never goes back.
 */
final class Schedule {
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Of its own: an offer wakes one who waits, and that must be one who takes turns. */
    private final Condition over = lock.newCondition();

    private final ChatLines lines;
    private final Set<Turn> turns = new HashSet<>();
    private final Outage outage;
    private boolean refused;
    private boolean broken;
    private volatile boolean ended;
    private long endedAt;

    /**
     * An empty schedule.
     *
     * @param lanes how many lanes take turns
     * @param mostBytes how much may be in memory, as {@link ChatLines} has it
     * @param clock gives milliseconds
     */
    Schedule(DeliveryPolicy policy, int lanes, LongSupplier mostBytes, LongSupplier clock) {
        this.lines = new ChatLines(policy, lanes, mostBytes);
        this.outage = new Outage(policy);
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
        return locked(() -> {
            if (!lines.hasRoom()) {
                refused = true;
                return false;
            }
            if (lines.add(event)) {
                changed.signal();
            }
            return true;
        });
    }

    /** Whether an event was refused and there is room for it now; says so once. */
    boolean hasRoomAgain() {
        return locked(() -> {
            boolean again = refused && lines.hasMuchRoom();
            refused = refused && !again;
            return again;
        });
    }

    /**
     * The next turn of a lane: what may run in one transaction.
     *
     * @param patience how long to wait for one
     * @return {@code null} when there was none in that time, or the schedule has ended
     */
    Turn take(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long deadline = clock.getAsLong() + patience.toMillis();
            while (!ended) {
                long now = clock.getAsLong();
                lines.release(now);
                Turn turn = next(now);
                if (turn != null) {
                    turns.add(turn);
                    return turn;
                }
                if (deadline <= now) {
                    return null;
                }
                long wait = Math.min(deadline, nextChange(now)) - now;
                changed.await(Math.max(1, wait), TimeUnit.MILLISECONDS);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** The lane does without what lies behind the first events of its turn: that runs next, in another turn. */
    void shorten(Turn turn, int events) {
        if (events < turn.size()) {
            settle(turn, () -> lines.shorten(turn, events));
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
            outage.delivered(turn, reached).forEach(lines::release);
            end(turn);
        });
    }

    /** The event of a turn has left the queue: it is a dead letter. */
    void buried(Turn turn) {
        settle(turn, () -> end(turn));
    }

    /** The events failed together; each is to run again alone. */
    void retrySingly(Turn turn) {
        settle(turn, () -> {
            turn.suspectAll();
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

    /** Counts a failure that the event of a turn is to blame for, and returns how many there have been. */
    int countAttempt(Turn turn) {
        return locked(() -> turn.chat().trouble().countAttempt());
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
            ended(turn);
            lines.hold(turn, clock.getAsLong() + wait.toMillis());
        });
    }

    /**
     * The target seems to be away: nothing runs for a while. Then the same event is tried, and after as many failures as an
     * event has attempts, events of other chats in turn: when the target takes one of those, the first is to blame itself.
     * When it fails once more and none was taken, its chat waits alone.
     *
     * @param target which one, {@code null} when it is not known
     * @return {@code true} when this event is to blame, because the target took others since it failed last; then nothing
     *     else waits, and the turn is still the lane's
     */
    boolean targetIsAway(Turn turn, String target) {
        boolean[] isToBlame = new boolean[1];
        settle(turn, () -> {
            isToBlame[0] = turn.isSingle() && turn.chat().trouble().countOutage(target);
            if (!isToBlame[0]) {
                awaitTarget(turn, target, clock.getAsLong());
            }
        });
        return isToBlame[0];
    }

    /**
     * Makes the first event of a chat a dead letter as soon as no lane works on it.
     *
     * @return {@code false} when no chat waits for such an event
     */
    boolean giveUp(String eventId, DeadLetter why) {
        return locked(() -> {
            for (Turn turn : turns) {
                if (turn.isOf(eventId)) {
                    turn.chat().trouble().giveUp(why);
                    return true;
                }
            }
            boolean waits = lines.giveUp(eventId, why);
            changed.signalAll();
            return waits;
        });
    }

    /** Whether a lane works on something. */
    boolean isIdle() {
        return locked(turns::isEmpty);
    }

    /**
     * Forgets everything. Turns that are not ended now never will be; a lane that is just taking events off the queue is
     * waited for, but not without end, because the disk may hang: its events are left to the broker then.
     *
     * @return the events to give back to the queue
     */
    List<QueuedEvent> clear(Duration patience) {
        return locked(() -> {
            awaitClaimed(patience);
            List<QueuedEvent> events = new ArrayList<>();
            turns.stream().filter(turn -> !turn.isClaimed()).forEach(turn -> events.addAll(turn.events()));
            events.addAll(lines.clear());
            turns.clear();
            outage.clear();
            refused = false;
            broken = false;
            return events;
        });
    }

    /**
     * The events of a turn are neither ours nor certainly gone. Nothing runs any more until {@link #clear}: if they come
     * again, what is behind them must not have passed.
     */
    void forget(Turn turn) {
        settle(turn, () -> {
            broken = true;
            end(turn);
        });
    }

    /** No turn begins any more, and lanes that wait for one go without; turns that have begun end as ever. */
    void end() {
        locked(() -> {
            if (!ended) {
                ended = true;
                endedAt = clock.getAsLong();
                changed.signalAll();
                over.signalAll();
            }
            return ended;
        });
    }

    boolean hasEnded() {
        return ended;
    }

    /** How much is left of a time that began with the end. */
    Duration leftSinceEnd(Duration all) {
        return locked(() -> {
            Duration left = all.minusMillis(clock.getAsLong() - endedAt);
            return left.isNegative() ? Duration.ZERO : left;
        });
    }

    /** Waits that long, or until the schedule has ended. */
    void awaitEnd(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (!ended && nanos > 0) {
                nanos = over.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How it stands. */
    ScheduleFigures figures() {
        return locked(() -> new ScheduleFigures(
                turns.stream().mapToInt(Turn::size).sum(),
                lines.heldChats(),
                lines.eventsOfHeldChats(),
                outage.lasts(),
                lines.isFull()));
    }

    /** Since when the oldest of its events lies in the queue, the first of a chat; empty when it has none. */
    Optional<Instant> oldest() {
        return locked(() -> Stream.concat(turns.stream().flatMap(Turn::firstOfChats), lines.firstOfChats())
                .map(QueuedEvent::storedAt)
                .min(Comparator.naturalOrder()));
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

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Does something with a turn that the lane still has; everybody who waits looks again. */
    private boolean settle(Turn turn, Runnable change) {
        return locked(() -> {
            if (!turns.contains(turn)) {
                return false;
            }
            change.run();
            changed.signalAll();
            return true;
        });
    }

    private Turn next(long now) {
        if (broken) {
            return null;
        }
        Turn burial = lines.takeBurial();
        if (burial != null) {
            return burial;
        }
        if (!outage.pauses()) {
            return lines.takeBatch();
        }
        if (!outage.mayProbe(now)) {
            return null;
        }
        Turn probe = lines.takeSingle();
        outage.probe(probe);
        return probe;
    }

    private long nextChange(long now) {
        return Math.min(lines.nextRelease(), outage.nextProbe(now));
    }

    private void end(Turn turn) {
        ended(turn);
        outage.left(turn);
        lines.done(turn);
        if (lines.isEmpty()) {
            // Nothing is left that could find out whether the target is back.
            outage.end();
        }
    }

    private void awaitTarget(Turn turn, String target, long now) {
        if (outage.isLeftToItself(turn)) {
            long next = outage.nextAttempt(turn, target, now);
            ended(turn);
            lines.hold(turn, next);
        } else {
            putBack(turn, outage.failed(turn, target, now));
        }
    }

    private void putBack(Turn turn, boolean first) {
        ended(turn);
        lines.putBack(turn, first);
    }

    private void ended(Turn turn) {
        turns.remove(turn);
        turn.claim(false);
        outage.ended(turn);
    }
}
