package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.activemq.artemis.api.core.ActiveMQIOErrorException;
import org.apache.activemq.artemis.api.core.ActiveMQNotConnectedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.InOrder;
import org.springframework.util.unit.DataSize;
import org.zapigateway.inbox.InboxUnavailableException.Reason;

/** What the writer does when the journal beneath it fails or is slow. */
class GroupCommitTest {
    private final EmbeddedBroker broker = mock(EmbeddedBroker.class);
    private final InboxTransaction transaction = mock(InboxTransaction.class);
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> added = ConcurrentHashMap.newKeySet();
    private GroupCommit commits;

    @BeforeEach
    void start() throws Exception {
        when(broker.committing()).thenReturn(new ReentrantLock());
        when(broker.begin()).thenAnswer(call -> {
            added.clear();
            return transaction;
        });
        when(transaction.isNew(any())).thenAnswer(call -> isNew(call.getArgument(0)));
        when(transaction.message(any(), any())).thenAnswer(call -> new StoredMessage(null));
        commits = commits(100, DataSize.ofMegabytes(1));
    }

    @AfterEach
    void close() throws Exception {
        commits.close();
    }

    @Test
    void aFailedCommitIsToldAndTheNextAppendBeginsAnew() throws Exception {
        doThrow(new ActiveMQIOErrorException("disk"))
                .doNothing()
                .when(transaction)
                .commit();

        assertRefused(Reason.APPEND_FAILED, "a");
        assertThat(append("a")).isEqualTo(1);

        InOrder inOrder = inOrder(broker, transaction);
        inOrder.verify(broker).begin();
        inOrder.verify(transaction).commit();
        inOrder.verify(transaction).rollback();
        inOrder.verify(broker).begin();
    }

    @Test
    void aBrokerThatIsStoppedIsTold() throws Exception {
        doThrow(new ActiveMQNotConnectedException("stopped")).when(broker).begin();

        assertRefused(Reason.APPEND_FAILED, "a");
    }

    @ParameterizedTest
    @ValueSource(classes = {NoClassDefFoundError.class, OutOfMemoryError.class, IllegalStateException.class})
    void noFailureEndsTheWriter(Class<? extends Throwable> failure) throws Exception {
        Throwable thrown = failure.getConstructor(String.class).newInstance("test");
        doAnswer(call -> {
                    throw thrown;
                })
                .doNothing()
                .when(transaction)
                .commit();

        assertRefused(Reason.APPEND_FAILED, "a");
        assertThat(append("a")).isEqualTo(1);
    }

    @Test
    void moreThanMayWaitIsRefusedAtOnce() throws Exception {
        commits.close();
        commits = commits(1, DataSize.ofMegabytes(1));
        CountDownLatch disk = blockCommit();
        CompletableFuture<Integer> writing = appendLater("a");
        await().untilAsserted(() -> verify(transaction).commit());
        CompletableFuture<Integer> waiting = appendLater("b");
        await().until(() -> commits.waiting() == 1);

        assertRefused(Reason.OVERLOADED, "c");
        disk.countDown();

        assertThat(writing.join()).isEqualTo(1);
        assertThat(waiting.join()).isEqualTo(1);
        assertThat(append("c")).isEqualTo(1);
    }

    @Test
    void moreBytesThanMayWaitAreRefusedAtOnceButOneRequestMayBeLarger() throws Exception {
        commits.close();
        commits = commits(100, DataSize.ofBytes(10));
        CountDownLatch disk = blockCommit();
        CompletableFuture<Integer> writing = appendLater("a");
        await().untilAsserted(() -> verify(transaction).commit());
        CompletableFuture<Integer> waiting = appendLater("b");
        await().until(() -> commits.waiting() == 1);

        assertRefused(Reason.OVERLOADED, "c");
        disk.countDown();

        assertThat(writing.join()).isEqualTo(1);
        assertThat(waiting.join()).isEqualTo(1);
        assertThat(append("c")).isEqualTo(1);
    }

    @Test
    void whatWaitsSharesOneCommitAndARepeatIsAnsweredWithItsFirstCopy() throws Exception {
        CountDownLatch disk = blockCommit();
        CompletableFuture<Integer> first = appendLater("a");
        await().untilAsserted(() -> verify(transaction).commit());
        List<CompletableFuture<Integer>> waiting = List.of(appendLater("b"), appendLater("b"), appendLater("c"));
        await().until(() -> commits.waiting() == 3);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        disk.countDown();

        assertThat(first.join()).isEqualTo(1);
        assertThat(waiting.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(2);
        verify(transaction, times(2)).commit();
        verify(transaction, times(3)).add(any());
    }

    @Test
    void aRepeatIsNotAnsweredWhileItsFirstCopyFails() throws Exception {
        CountDownLatch disk = blockCommit();
        CompletableFuture<Integer> first = appendLater("a");
        await().untilAsserted(() -> verify(transaction).commit());
        doThrow(new ActiveMQIOErrorException("disk")).when(transaction).commit();
        List<CompletableFuture<Integer>> both = List.of(appendLater("b"), appendLater("b"));
        await().until(() -> commits.waiting() == 2);
        disk.countDown();

        assertThat(first.join()).isEqualTo(1);
        assertThat(both).allSatisfy(append -> assertThatThrownBy(append::join)
                .hasCauseInstanceOf(InboxUnavailableException.class));
    }

    @Test
    void aBatchIsBoundedInEventsButARequestIsNeverSplit() throws Exception {
        CountDownLatch disk = blockCommit();
        CompletableFuture<Integer> first = appendLater("a");
        await().untilAsserted(() -> verify(transaction).commit());
        CompletableFuture<Integer> three = appendLater("b1", "b2", "b3");
        await().until(() -> commits.waiting() == 1);
        CompletableFuture<Integer> six = appendLater("c1", "c2", "c3", "c4", "c5", "c6");
        await().until(() -> commits.waiting() == 2);
        disk.countDown();

        assertThat(first.join() + three.join() + six.join()).isEqualTo(10);
        // At most four events in a batch: a | b1 b2 b3 | c1 to c6, which are more but belong together.
        verify(transaction, times(3)).commit();
    }

    @Test
    void aDiskThatHangsIsToldAndWhatWasNotBegunIsNotStoredAfterwards() throws Exception {
        commits.close();
        commits = commits(100, DataSize.ofMegabytes(1), Duration.ofSeconds(5));
        CountDownLatch disk = blockCommit();
        CompletableFuture<Integer> writing = appendLater("a");
        await().untilAsserted(() -> verify(transaction).commit());
        CompletableFuture<Integer> waiting = appendLater("b");

        assertStalled(writing);
        assertStalled(waiting);
        assertThat(commits.isStalled()).isTrue();
        assertThat(commits.waiting()).isZero();
        disk.countDown();

        await().until(() -> !commits.isStalled());
        assertThat(append("c")).isEqualTo(1);
        verify(transaction, times(2)).commit();
        verify(transaction, times(2)).add(any());
    }

    @Test
    void whatIsCarriedToTheNextBatchIsNotStoredAfterItsSenderWasRefused() throws Exception {
        commits.close();
        commits = commits(100, DataSize.ofMegabytes(1), Duration.ofSeconds(5));
        CountDownLatch firstCommit = new CountDownLatch(1);
        CountDownLatch secondCommit = new CountDownLatch(1);
        doAnswer(call -> hold(firstCommit))
                .doAnswer(call -> hold(secondCommit))
                .doNothing()
                .when(transaction)
                .commit();
        CompletableFuture<Integer> first = appendLater("a");
        await().untilAsserted(() -> verify(transaction).commit());
        CompletableFuture<Integer> begun = appendLater("b1", "b2", "b3");
        await().until(() -> commits.waiting() == 1);
        CompletableFuture<Integer> carried = appendLater("c1", "c2");
        await().until(() -> commits.waiting() == 2);
        firstCommit.countDown();
        assertThat(first.join()).isEqualTo(1);
        await().untilAsserted(() -> verify(transaction, times(2)).commit());

        assertStalled(begun);
        assertStalled(carried);
        secondCommit.countDown();

        assertThat(append("d")).isEqualTo(1);
        // a, b1 to b3, and d.
        verify(transaction, times(5)).add(any());
    }

    @Test
    void whatWaitsIsNotStoredAfterItsSenderWasInterrupted() throws Exception {
        CountDownLatch disk = blockCommit();
        CompletableFuture<Integer> writing = appendLater("a");
        await().untilAsserted(() -> verify(transaction).commit());
        Thread.currentThread().interrupt();

        assertRefused(Reason.APPEND_FAILED, "b");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(commits.waiting()).isZero();
        disk.countDown();
        assertThat(writing.join()).isEqualTo(1);
        assertThat(append("c")).isEqualTo(1);
        verify(transaction, times(2)).add(any());
    }

    @Test
    void aDiskThatHangsDoesNotKeepTheGatewayFromStopping() throws Exception {
        commits.close();
        commits = commits(100, DataSize.ofMegabytes(1), Duration.ofSeconds(5));
        CountDownLatch disk = blockCommit();
        CompletableFuture<Integer> writing = appendLater("a");
        await().untilAsserted(() -> verify(transaction).commit());

        commits.close();

        assertStalled(writing);
        disk.countDown();
    }

    @Test
    void aKnownEventIsNotSent() throws Exception {
        known.add(Events.id("a"));

        assertThat(append("a", "b")).isEqualTo(1);

        verify(transaction, times(1)).add(any());
    }

    @Test
    void closingStoresWhatWaitsAndRefusesWhatComesAfter() throws Exception {
        CountDownLatch disk = blockCommit();
        CompletableFuture<Integer> writing = appendLater("a");
        await().untilAsserted(() -> verify(transaction).commit());
        CompletableFuture<Integer> waiting = appendLater("b");
        await().until(() -> commits.waiting() == 1);
        Thread closing = new Thread(() -> {
            try {
                commits.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        assertRefused(Reason.NOT_RUNNING, "c");
        disk.countDown();
        closing.join();

        assertThat(writing.join()).isEqualTo(1);
        assertThat(waiting.join()).isEqualTo(1);
        assertRefused(Reason.NOT_RUNNING, "d");
    }

    private GroupCommit commits(int maxWaiting, DataSize maxWaitingBytes) {
        return commits(maxWaiting, maxWaitingBytes, Duration.ofMinutes(1));
    }

    private GroupCommit commits(int maxWaiting, DataSize maxWaitingBytes, Duration maxWait) {
        InboxSettings settings = new InboxSettings(
                10,
                DataSize.ofBytes(0),
                4,
                DataSize.ofMegabytes(4),
                maxWaiting,
                maxWaitingBytes,
                maxWait,
                DataSize.ofMegabytes(1));
        return new GroupCommit(broker, settings);
    }

    /** The first commit waits until the latch is down; later ones do not. */
    private CountDownLatch blockCommit() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        doAnswer(call -> hold(disk)).doNothing().when(transaction).commit();
        return disk;
    }

    private static Object hold(CountDownLatch latch) throws InterruptedException {
        latch.await();
        return null;
    }

    private CompletableFuture<Integer> appendLater(String... names) {
        CompletableFuture<Integer> stored = new CompletableFuture<>();
        Thread sender = new Thread(() -> {
            try {
                stored.complete(append(names));
            } catch (Throwable e) {
                stored.completeExceptionally(e);
            }
        });
        sender.setDaemon(true);
        sender.start();
        return stored;
    }

    private static void assertStalled(CompletableFuture<Integer> append) {
        assertThatThrownBy(append::join)
                .cause()
                .isInstanceOfSatisfying(InboxUnavailableException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.STALLED));
    }

    private void assertRefused(Reason reason, String name) {
        assertThatThrownBy(() -> append(name))
                .isInstanceOfSatisfying(InboxUnavailableException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(reason));
    }

    private int append(String... names) throws InboxUnavailableException {
        List<StoredEvent> events = Arrays.stream(names)
                .map(name -> StoredEvent.of(Events.text(name), Events.RECEIVED_AT, null))
                .toList();
        return commits.append(
                events.stream().<Addition>map(event -> event::addTo).toList(),
                events.stream().mapToLong(StoredEvent::size).sum());
    }

    private boolean isNew(StoredEvent event) {
        return !known.contains(event.id()) && added.add(event.id());
    }
}
