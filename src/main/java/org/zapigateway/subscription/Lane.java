package org.zapigateway.subscription;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.connection.JmsResourceHolder;
import org.zapigateway.inbox.StoredEvent;

/**
 * One of the workers of a subscription. The broker gives all events of a chat to one lane, so chats stay in order and
 * lanes run beside each other.
 *
 * <p>A lane takes a batch, runs it through the route in one transaction of the targets, and then commits the inbox. When
 * anything in it fails, everything is rolled back and the same events run again one by one, which isolates the culprit:
 * that one is tried again with backoff, the others pass. While a lane waits, what is behind the culprit waits too, so
 * order holds.
 */
final class Lane {
    static final int MAX_BATCH = 1_000;

    private static final long LONGEST_BATCH_MILLIS = 25_000;

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Subscription subscription;
    private final EventsConsumer consumer;
    private final DeliveryPolicy policy;
    private final LaneSession session;
    private final Targets targets;
    private final Thread thread;
    private final CountDownLatch finishing = new CountDownLatch(1);
    private final Map<String, Culprit> culprits = new HashMap<>();
    private int toRunSingly;
    private int outageFailures;

    Lane(
            Subscription subscription,
            EventsConsumer consumer,
            DeliveryPolicy policy,
            LaneSession session,
            Targets targets) {
        this.subscription = subscription;
        this.consumer = consumer;
        this.policy = policy;
        this.session = session;
        this.targets = targets;
        this.thread = new Thread(this::run, subscription.name() + "-lane");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Asks the lane to end after its current batch. */
    void finish() {
        finishing.countDown();
    }

    /**
     * Waits until the lane has ended its batch. Its place in the subscription it keeps until {@link #close()}. A batch
     * whose target hangs is not waited for without end: it is not committed then, and comes again.
     */
    void join() {
        try {
            thread.join(LONGEST_BATCH_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves the subscription. */
    void close() {
        session.close();
    }

    private void run() {
        while (finishing.getCount() > 0) {
            try {
                if (!session.isOpen()) {
                    session.open();
                    subscription.continues();
                }
                List<StoredEvent> events = session.receive(batchSize());
                if (!events.isEmpty()) {
                    work(events);
                }
            } catch (Throwable e) {
                // Errors too: a lane that ends leaves its chats waiting until the next start, and nobody is told.
                reopenLater(e);
            }
        }
    }

    /** What the lane knew of its events is void: another lane may get them. */
    private void reopenLater(Throwable failure) {
        session.close();
        culprits.clear();
        toRunSingly = 0;
        pause(DeliveryFailure.of(failure));
    }

    private int batchSize() {
        return toRunSingly > 0 ? 1 : policy.batchSize();
    }

    private void work(List<StoredEvent> events) throws JMSException, ActiveMQException {
        // What is known of an event holds for it alone, never for those that came with it.
        Culprit culprit = events.size() == 1 ? culprits.get(events.get(0).id()) : null;
        if (culprit != null && culprit.deadLetter != null) {
            bury(events.get(0), culprit.deadLetter);
        } else {
            deliver(events, culprit != null && culprit.isRepeat);
        }
    }

    private void deliver(List<StoredEvent> events, boolean isRepeat) throws JMSException {
        Batch batch = new Batch(consumer, events);
        DeliveryFailure failure = attempt(batch, isRepeat ? null : session.resource());
        if (failure == null) {
            batch.committed();
            delivered(events);
        } else {
            try {
                session.rollback();
            } finally {
                batch.rolledBack(failure);
            }
            failed(events, failure);
        }
    }

    private DeliveryFailure attempt(Batch batch, JmsResourceHolder resource) {
        try {
            targets.inTransactions(resource, batch::process);
            session.commit();
            return null;
        } catch (Throwable e) {
            return DeliveryFailure.of(e);
        }
    }

    private void delivered(List<StoredEvent> events) {
        subscription.delivered(events.size());
        settle(events.get(0));
        if (outageFailures > 0) {
            outageFailures = 0;
            subscription.continues();
        }
    }

    private void settle(StoredEvent first) {
        culprits.remove(first.id());
        toRunSingly = Math.max(0, toRunSingly - 1);
    }

    private void failed(List<StoredEvent> events, DeliveryFailure failure) {
        toRunSingly = Math.max(toRunSingly, events.size());
        if (events.size() > 1) {
            LOG.info(
                    "subscription {}: a batch of {} failed ({}), trying its events one by one",
                    subscription.name(),
                    events.size(),
                    failure.summary());
            return;
        }
        StoredEvent event = events.get(0);
        switch (failure.kind()) {
            case REPEAT -> repeat(event, failure);
            case TRANSIENT -> pause(failure);
            case PERMANENT -> countAttempt(event, failure);
        }
    }

    private void repeat(StoredEvent event, DeliveryFailure failure) {
        Culprit culprit = culprit(event);
        if (culprit.isRepeat) {
            // Outside a transaction a broker drops a repeat without a word; one that does not would be asked for ever.
            countAttempt(event, failure);
        } else {
            culprit.isRepeat = true;
        }
    }

    private void countAttempt(StoredEvent event, DeliveryFailure failure) {
        Culprit culprit = culprit(event);
        culprit.attempts++;
        boolean last = culprit.attempts >= policy.maxAttempts();
        LOG.warn(
                "subscription {}: event {} failed in attempt {} of {} ({}){}",
                subscription.name(),
                event.id(),
                culprit.attempts,
                policy.maxAttempts(),
                failure.summary(),
                last ? "; it goes to the dead letters" : "");
        if (last) {
            culprit.deadLetter = DeadLetter.of(consumer.getRouteId(), failure, culprit.attempts);
        } else {
            await(policy.waitAfter(culprit.attempts));
        }
    }

    private void bury(StoredEvent event, DeadLetter deadLetter) throws JMSException, ActiveMQException {
        session.deadLetter(event, deadLetter);
        session.commit();
        subscription.died();
        settle(event);
    }

    private Culprit culprit(StoredEvent event) {
        return culprits.computeIfAbsent(event.id(), id -> new Culprit());
    }

    private void pause(DeliveryFailure failure) {
        subscription.waits(failure.summary());
        await(policy.waitAfter(++outageFailures));
    }

    private void await(Duration wait) {
        try {
            finishing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            finishing.countDown();
        }
    }

    /** What this lane knows about an event that failed alone. */
    private static final class Culprit {
        private int attempts;
        private boolean isRepeat;
        private DeadLetter deadLetter;
    }
}
