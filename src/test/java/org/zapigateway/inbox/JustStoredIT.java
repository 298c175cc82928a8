package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.event.CanonicalEvent;

/**
 * The real broker while all of its threads are busy, or its disk is: what is committed is in a queue before the queue shows it.
 */
class JustStoredIT {
    private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    @TempDir
    Path directory;

    private final CountDownLatch free = new CountDownLatch(1);
    private InboxHouse house;

    @BeforeEach
    void open() throws Exception {
        house = InboxHouse.open(directory);
    }

    @AfterEach
    void close() throws Exception {
        free.countDown();
        house.close();
    }

    @Test
    void whoLooksIsShownAllThatWasStoredBefore() throws Exception {
        keepThreadsBusy();
        house.append(events(2_500));

        Look<Long> look = Look.begin(() -> new KeptMessages(house.broker).count(InboxAddresses.UNROUTED, null));
        look.awaitWaitingOrDone();
        free.countDown();

        assertThat(look.result()).isEqualTo(2_500);
    }

    @Test
    void aSubscriptionThatWasJustGivenAnEventIsNotRemovedAsEmpty() throws Exception {
        house.queues.ensure("first", null);
        keepThreadsBusy();
        house.append(events(1));

        Look<SubscriptionFigures> removal = Look.begin(() -> house.queues.remove("first", false));
        removal.awaitWaitingOrDone();
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
            awaitFree();
            return fresh;
        }));
        added.await();

        Look<SubscriptionFigures> removal = Look.begin(() -> house.queues.remove("first", false));
        removal.awaitWaitingOrDone();
        free.countDown();

        assertThat(append.result()).isTrue();
        assertThat(removal.result().isInUse()).isTrue();
        assertThat(house.ids(InboxAddresses.subscriptionQueue("first"))).containsExactly(Events.id("e0"));
    }

    private void keepThreadsBusy() {
        ActiveMQServer server = house.broker.server();
        int threads = server.getConfiguration().getThreadPoolMaxSize();
        assertThat(threads).isPositive();
        CountDownLatch busy = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            server.getExecutorFactory().getExecutor().execute(() -> {
                busy.countDown();
                awaitFree();
            });
        }
        await().until(() -> busy.getCount() == 0);
    }

    private void awaitFree() {
        try {
            free.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CanonicalEvent[] events(int count) {
        return IntStream.range(0, count).mapToObj(i -> Events.text("e" + i)).toArray(CanonicalEvent[]::new);
    }

    /** Something that another thread asks the broker. */
    private record Look<T>(Thread thread, FutureTask<T> answer) {
        static <T> Look<T> begin(Callable<T> question) {
            FutureTask<T> answer = new FutureTask<>(question);
            Thread thread = new Thread(answer, "look");
            thread.start();
            return new Look<>(thread, answer);
        }

        void awaitWaitingOrDone() {
            await().until(() -> answer.isDone() || WAITING.contains(thread.getState()));
        }

        T result() throws Exception {
            return answer.get();
        }
    }
}
