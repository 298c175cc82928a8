package org.zapigateway.subscription;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zapigateway.inbox.TakenUncertainException;

/**
 * One of the workers of a subscription. It takes turns from the {@link Schedule}, runs the events of a turn through the
 * route in one transaction of the targets, and then takes them off the inbox.
 *
 * <p>When anything in it fails, everything is rolled back and the same events run again one by one, which isolates the
 * culprit. What the failure says about its cause decides what becomes of it ({@link FailureKind}).
 */
final class Lane {
    static final int MAX_BATCH = 1_000;

    private static final Duration LONGEST_BATCH = Duration.ofSeconds(25);

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Subscription subscription;
    private final EventsConsumer consumer;
    private final DeliveryPolicy policy;
    private final Intake intake;
    private final Schedule schedule;
    private final Targets targets;
    private final FailureRules rules;
    private final LaneTransaction transaction;
    private final Thread thread;
    private int lostContacts;

    Lane(
            Subscription subscription,
            EventsConsumer consumer,
            DeliveryPolicy policy,
            Intake intake,
            Targets targets,
            FailureRules rules) {
        this.subscription = subscription;
        this.consumer = consumer;
        this.policy = policy;
        this.intake = intake;
        this.schedule = intake.schedule();
        this.targets = targets;
        this.rules = rules;
        this.transaction = targets.transaction(intake.feed());
        this.thread = new Thread(this::run, subscription.name() + "-lane");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Waits until the lane has ended, as it does after its turn when the schedule has ended. A turn whose target hangs is
     * not waited for without end: its events are given back then, and come again.
     */
    void join() {
        try {
            // Of all lanes together: several that hang do not hang one after the other. And 0 would be for ever.
            thread.join(Math.max(1, schedule.leftSinceEnd(LONGEST_BATCH).toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!schedule.hasEnded()) {
            try {
                Turn turn = intake.take();
                if (lostContacts > 0) {
                    lostContacts = 0;
                    subscription.continues();
                }
                if (turn != null) {
                    work(turn);
                } else {
                    subscription.idles();
                }
            } catch (Throwable e) {
                // Errors too: a lane that ends is missing until the next start, and nobody is told.
                tryLater(DeliveryFailure.of(e));
            }
        }
        transaction.close();
    }

    /** The inbox itself cannot be read. */
    private void tryLater(DeliveryFailure failure) {
        subscription.pauses(failure.summary());
        try {
            schedule.awaitEnd(policy.waitAfter(++lostContacts));
        } catch (InterruptedException e) {
            LOG.debug("subscription {}: an interrupt of a lane is of no meaning", subscription.name(), e);
        }
    }

    private void work(Turn turn) throws TakenUncertainException {
        try {
            if (turn.deadLetter() == null) {
                deliver(turn);
            } else if (schedule.claim(turn)) {
                intake.bury(turn);
                schedule.buried(turn);
                subscription.died(turn);
            }
        } catch (TakenUncertainException e) {
            intake.isUncertain(turn);
            throw e;
        } catch (Throwable e) {
            schedule.retrySingly(turn);
            throw e;
        }
    }

    private void deliver(Turn turn) throws TakenUncertainException {
        Batch batch = new Batch(consumer, turn.events());
        DeliveryFailure failure;
        try {
            failure = attempt(turn, batch);
        } catch (TakenUncertainException e) {
            // What was sent must not be committed with the next turn: its events come again, and are sent again.
            transaction.rollback();
            batch.rolledBack(DeliveryFailure.of(e));
            throw e;
        }
        if (failure == null) {
            try {
                batch.committed();
            } finally {
                // Whatever completions do: the events have left the inbox.
                schedule.delivered(turn, batch::hasReached);
                subscription.delivered(turn);
            }
        } else {
            transaction.rollback();
            batch.rolledBack(failure);
            failed(turn, failure);
        }
    }

    private DeliveryFailure attempt(Turn turn, Batch batch) throws TakenUncertainException {
        try {
            targets.inTransactions(turn.isRepeat() ? null : transaction, () -> batch.process(transaction::isFull));
            schedule.shorten(turn, batch.processed());
            if (!schedule.claim(turn)) {
                return DeliveryFailure.of(new InterruptedException("the route was stopped meanwhile"));
            }
            transaction.commit(turn.events());
            return null;
        } catch (TakenUncertainException e) {
            throw e;
        } catch (Throwable e) {
            schedule.unclaim(turn);
            return DeliveryFailure.of(e);
        }
    }

    private void failed(Turn turn, DeliveryFailure failure) {
        FailureKind kind = rules.kindOf(failure.getCause());
        if (kind == FailureKind.TRANSIENT) {
            targetIsAway(turn, failure);
        } else if (!turn.isSingle()) {
            LOG.info(
                    "subscription {}: a batch of {} failed ({}), trying its events one by one",
                    subscription.name(),
                    turn.size(),
                    failure.summary());
            schedule.retrySingly(turn);
        } else if (kind == FailureKind.PERMANENT || !schedule.retryAsRepeat(turn)) {
            // Outside a transaction a broker drops a repeat without a word; one that does not would be asked for ever.
            countAttempt(turn, failure);
        }
    }

    private void targetIsAway(Turn turn, DeliveryFailure failure) {
        if (schedule.targetIsAway(turn, failure.step().target())) {
            countAttempt(turn, failure);
        } else {
            subscription.pauses(failure.summary());
            // Another lane may have found out already that it is back.
            subscription.continuesUnlessAway();
            subscription.waits(turn, 0, failure);
        }
    }

    private void countAttempt(Turn turn, DeliveryFailure failure) {
        int attempts = schedule.countAttempt(turn);
        boolean last = attempts >= policy.maxAttempts();
        LOG.warn(
                "subscription {}: event {} failed in attempt {} of {} ({}){}",
                subscription.name(),
                turn.events().get(0).id(),
                attempts,
                policy.maxAttempts(),
                failure.summary(),
                last ? "; it goes to the dead letters" : "");
        Instant firstFailedAt = subscription.failed(turn);
        if (last) {
            schedule.giveUp(turn, DeadLetter.of(consumer.getRouteId(), failure, attempts, firstFailedAt));
        } else {
            subscription.waits(turn, attempts, failure);
            schedule.hold(turn, policy.waitAfter(attempts));
        }
    }
}
