package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.event.CanonicalEvent;

/**
 * The real broker while all of its threads are busy, or its disk is: what is committed is in a queue before the queue shows it.
 */
class JustStoredIT {
    private static final Set<Thread.State> STANDING =
            Set.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING);

    @TempDir
    Path directory;

    private final CountDownLatch free = new CountDownLatch(1);
    private final List<Halt> halts = new ArrayList<>();
    private InboxHouse house;

    @BeforeEach
    void open() throws Exception {
        house = InboxHouse.open(directory);
    }

    @AfterEach
    void close() throws Exception {
        free.countDown();
        halts.forEach(Halt::end);
        house.close();
    }

    @Test
    void whoLooksIsShownAllThatWasStoredBefore() throws Exception {
        keepThreadsBusy();
        house.append(events(0, 2_500));

        Look<Long> look = Look.begin(() -> new KeptMessages(house.broker).count(InboxAddresses.UNROUTED, null));
        look.awaitStandingOrDone();
        free.countDown();

        assertThat(look.result()).isEqualTo(2_500);
    }

    /** The thread takes in a thousand at a time. */
    @Test
    void whoLooksWhileSomeOfItIsTakenInIsShownAllThatWasStoredBefore() throws Exception {
        keepThreadsBusy();
        Queue queue = house.broker.server().locateQueue(InboxAddresses.UNROUTED);
        house.append(events(0, 500));
        Halt inTheFirstThousand = halt(queue);
        house.append(events(500, 1_600));
        Halt inTheSecond = halt(queue);
        house.append(events(1_600, 2_500));
        free.countDown();
        inTheFirstThousand.awaitReached();

        Look<Long> look = Look.begin(() -> {
            QueueThread.catchUp(queue);
            return queue.getMessageCount();
        });
        look.awaitStandingOrDone();
        inTheFirstThousand.end();
        inTheSecond.awaitReached();
        look.awaitStandingOrDone();
        inTheSecond.end();

        assertThat(look.result()).isEqualTo(2_500);
    }

    @Test
    void aSubscriptionThatWasJustGivenAnEventIsNotRemovedAsEmpty() throws Exception {
        house.queues.ensure("first", null);
        keepThreadsBusy();
        house.append(events(0, 1));

        Look<SubscriptionFigures> removal = Look.begin(() -> house.queues.remove("first", false));
        removal.awaitStandingOrDone();
        free.countDown();

        assertThat(removal.result().isInUse()).isTrue();
        assertThat(house.ids(InboxAddresses.subscriptionQueue("first"))).containsExactly(Events.id("e0"));
    }

    @Test
    void aSubscriptionThatIsBeingGivenAnEventIsNotRemovedAsEmpty() throws Exception {
        house.queues.ensure("first", null);
        CountDownLatch added = new CountDownLatch(1);
        Look<Boolean> append = Look.begin(() -> InboxTransaction.commit(house.broker, transaction -> {
            boolean fresh =
                    StoredEvent.of(Events.text("e0"), Events.RECEIVED_AT, null).addTo(transaction);
            added.countDown();
            await(free);
            return fresh;
        }));
        added.await();

        Look<SubscriptionFigures> removal = Look.begin(() -> house.queues.remove("first", false));
        removal.awaitStandingOrDone();
        free.countDown();

        assertThat(append.result()).isTrue();
        assertThat(removal.result().isInUse()).isTrue();
        assertThat(house.ids(InboxAddresses.subscriptionQueue("first"))).containsExactly(Events.id("e0"));
    }

    @Test
    void aSubscriptionThatStaysHasMissedNothingThatWasStoredMeanwhile() throws Exception {
        house.queues.ensure("first", null);
        keepThreadsBusy();
        house.append(events(0, 1));

        Look<SubscriptionFigures> removal = Look.begin(() -> house.queues.remove("first", false));
        removal.awaitStandingOrDone();
        Look<Boolean> append = Look.begin(() -> InboxTransaction.commit(
                house.broker, transaction -> StoredEvent.of(Events.text("e1"), Events.RECEIVED_AT, null)
                        .addTo(transaction)));
        append.awaitStandingOrDone();
        free.countDown();

        assertThat(removal.result().isInUse()).isTrue();
        assertThat(append.result()).isTrue();
        assertThat(house.ids(InboxAddresses.subscriptionQueue("first")))
                .containsExactly(Events.id("e0"), Events.id("e1"));
    }

    @Test
    void aReplayToASubscriptionThatIsBeingRemovedFailsInsteadOfVanishing() throws Exception {
        house.queues.ensure("first", null);
        keepThreadsBusy();

        Look<SubscriptionFigures> removal = Look.begin(() -> house.queues.remove("first", false));
        removal.awaitStandingOrDone();
        Halt inTheLastLook = halt(house.broker.server().locateQueue(InboxAddresses.subscriptionQueue("first")));
        Look<Void> replay = Look.begin(() -> InboxTransaction.commit(house.broker, transaction -> {
            StoredEvent.of(Events.text("e0"), Events.RECEIVED_AT, null).replayTo(transaction, "first");
            return null;
        }));
        replay.awaitStandingOrDone();
        free.countDown();
        inTheLastLook.awaitReached();
        removal.awaitStandingOrDone();
        inTheLastLook.end();

        assertThat(removal.result().isInUse()).isFalse();
        assertThat(house.queues.exists("first")).isFalse();
        assertThatThrownBy(replay::result).hasMessageContaining("there is no queue");
    }

    @Test
    void aSubscriptionThatWasJustGivenADeadLetterIsNotRemovedAsEmpty() throws Exception {
        house.queues.ensure("first", null);
        String deadLetters = InboxAddresses.deadLetterQueue("first");
        Halt busy = halt(house.broker.server().locateQueue(deadLetters));
        InboxTransaction.commit(house.broker, transaction -> {
            StoredEvent.of(Events.text("e0"), Events.RECEIVED_AT, null).moveTo(transaction, deadLetters, Map.of());
            return null;
        });

        Look<SubscriptionFigures> removal = Look.begin(() -> house.queues.remove("first", false));
        removal.awaitStandingOrDone();
        busy.end();

        assertThat(removal.result().isInUse()).isTrue();
        assertThat(house.ids(deadLetters)).containsExactly(Events.id("e0"));
    }

    /** The thread of a queue stops behind what was stored until now. */
    private Halt halt(Queue queue) {
        Halt halt = new Halt(new CountDownLatch(1), new CountDownLatch(1));
        halts.add(halt);
        queue.flushOnIntermediate(halt::hold);
        return halt;
    }

    private void keepThreadsBusy() {
        ActiveMQServer server = house.broker.server();
        int threads = server.getConfiguration().getThreadPoolMaxSize();
        assertThat(threads).isPositive();
        CountDownLatch busy = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            server.getExecutorFactory().getExecutor().execute(() -> {
                busy.countDown();
                await(free);
            });
        }
        await(busy);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CanonicalEvent[] events(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Events.text("e" + i)).toArray(CanonicalEvent[]::new);
    }

    /** Where the thread of a queue stops until it may go on. */
    private record Halt(CountDownLatch reached, CountDownLatch over) {
        void hold() {
            reached.countDown();
            await(over);
        }

        void awaitReached() {
            await(reached);
        }

        void end() {
            over.countDown();
        }
    }

    /** Something that another thread asks the broker. */
    private record Look<T>(Thread thread, FutureTask<T> answer) {
        static <T> Look<T> begin(Callable<T> question) {
            FutureTask<T> answer = new FutureTask<>(question);
            Thread thread = new Thread(answer, "look");
            thread.start();
            return new Look<>(thread, answer);
        }

        void awaitStandingOrDone() {
            Awaitility.await().until(() -> answer.isDone() || STANDING.contains(thread.getState()));
        }

        T result() throws Exception {
            return answer.get();
        }
    }
}
