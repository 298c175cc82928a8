package org.zapigateway.subscription;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.EventFeed;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.QueuedEvent;
import org.zapigateway.inbox.TakenUncertainException;

/**
 * Brings the events of a subscription from its queue into the {@link Schedule} of its lanes, and begins anew, with all
 * lanes at once, when the broker was restarted or did not confirm a commit. Safe for use by many threads.
 */
final class Intake {
    /** An offer wakes a lane; else it looks so often whether the broker was restarted. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration UNTIL_LANES_ARE_IDLE = Duration.ofMillis(200);
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(30);

    private final String subscription;
    private final EventFeed feed;
    private final Schedule schedule;
    private volatile boolean mustReopen;

    Intake(EmbeddedBroker broker, String subscription, DeliveryPolicy policy, int lanes, LongSupplier mostBytes) {
        this.subscription = subscription;
        this.schedule = new Schedule(policy, lanes, mostBytes, Schedule::milliseconds);
        this.feed = new EventFeed(broker, subscription, schedule::offer, schedule::oldest);
    }

    EventFeed feed() {
        return feed;
    }

    Schedule schedule() {
        return schedule;
    }

    /**
     * The next turn of a lane.
     *
     * @return {@code null} when none came for a moment
     * @throws ActiveMQException when the broker cannot be reached
     */
    Turn take() throws ActiveMQException, InterruptedException {
        if (mustReopen || !feed.isOpen()) {
            reopen();
        }
        if (schedule.hasRoomAgain()) {
            feed.prompt();
        }
        return schedule.take(PATIENCE);
    }

    /** Moves the event of a turn to the dead letters. */
    void bury(Turn turn) throws TakenUncertainException {
        QueuedEvent event = turn.events().get(0);
        feed.move(
                event,
                InboxAddresses.deadLetterQueue(subscription),
                turn.deadLetter().properties());
    }

    /**
     * Only the broker knows what became of the events of a turn. Everything else is given back and comes again, so that
     * order holds whatever it says.
     */
    void isUncertain(Turn turn) {
        mustReopen = true;
        schedule.forget(turn);
    }

    /** Leaves the queue; what was not taken off it goes back. */
    synchronized void close() {
        feed.close(() -> schedule.clear(LONGEST_COMMIT));
    }

    private synchronized void reopen() throws ActiveMQException, InterruptedException {
        if (!mustReopen && feed.isOpen()) {
            return;
        }
        mustReopen = true;
        if (!schedule.isIdle()) {
            // Lanes that still work would take off the queue what is given back here.
            Thread.sleep(UNTIL_LANES_ARE_IDLE.toMillis());
            return;
        }
        close();
        feed.open();
        mustReopen = false;
    }
}
