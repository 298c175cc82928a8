package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.inbox.InboxUnavailableException.Reason;

/** A disk that fails or hangs, a broker that stops: nothing is acknowledged that is not stored, and all goes on. */
@Timeout(180)
class BrokerTroubleIT {
    private static final String QUEUE = InboxAddresses.subscriptionQueue("first");

    @TempDir
    Path directory;

    private InboxHouse house;

    @BeforeEach
    void open() throws Exception {
        house = InboxHouse.open(directory);
        house.queues.ensure("first", null);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void aWriteThatFailsIsNotAcknowledgedAndTheBrokerRunsAgain() throws Exception {
        house.append(Events.text("before"));
        FailingDisk.beneath(house.broker).failToWrite();

        List<CompletableFuture<Void>> senders =
                IntStream.range(0, 20).mapToObj(i -> appendLater("during" + i)).toList();

        assertThat(senders).allSatisfy(BrokerTroubleIT::assertRefused);
        await().until(house.inbox::isOpen);
        assertThat(house.ids(QUEUE)).containsExactly(Events.id("before"));

        for (int i = 0; i < 20; i++) {
            house.append(Events.text("during" + i));
        }
        house.append(Events.text("before"), Events.text("after"));
        List<String> expected = new ArrayList<>(List.of(Events.id("before")));
        IntStream.range(0, 20).forEach(i -> expected.add(Events.id("during" + i)));
        expected.add(Events.id("after"));
        assertThat(house.ids(QUEUE)).containsExactlyElementsOf(expected);
    }

    @Test
    void aSyncThatFailsIsNotAcknowledgedAndItsRepeatIsStoredOnce() throws Exception {
        house.append(Events.text("before"));
        FailingDisk.beneath(house.broker).failToSync();

        assertRefused(appendLater("during"));
        await().until(house.inbox::isOpen);
        // It may be on the disk or not; sent again it is there once.
        house.append(Events.text("during"));

        assertThat(house.ids(QUEUE)).containsExactly(Events.id("before"), Events.id("during"));
    }

    @Test
    void troubleMayComeAgain() throws Exception {
        for (int round = 0; round < 3; round++) {
            FailingDisk.beneath(house.broker).failToWrite();
            assertRefused(appendLater("e" + round));
            await().until(house.inbox::isOpen);
            house.append(Events.text("e" + round));
        }

        assertThat(house.ids(QUEUE)).containsExactly(Events.id("e0"), Events.id("e1"), Events.id("e2"));
    }

    @Test
    void aBodyThatCannotBeKeptIsNotAcknowledged() throws Exception {
        FailingDisk.beneath(house.broker).failToWrite();

        assertThatThrownBy(() -> house.inbox.keepRejected("{".getBytes(), "NOT_JSON", Events.RECEIVED_AT))
                .isInstanceOf(InboxUnavailableException.class);
        await().until(house.inbox::isOpen);

        assertThat(house.depth(InboxAddresses.REJECTED)).isZero();
    }

    @Test
    void aServerThatIsStoppedBeneathTheGatewayIsStartedAgain() throws Exception {
        house.append(Events.text("a"));
        ActiveMQServer stopped = house.broker.server();

        stopped.stop();

        await().until(() -> house.broker.isRunning() && house.broker.server() != stopped);
        house.append(Events.text("a"), Events.text("b"));
        assertThat(house.ids(QUEUE)).containsExactly(Events.id("a"), Events.id("b"));
        assertThat(house.inbox.repeated()).isOne();
    }

    @Test
    void aBrokerThatIsStoppedOnPurposeStaysStopped() throws Exception {
        house.broker.stop();

        assertThat(house.inbox.whyClosed()).contains(Reason.NOT_RUNNING);
        assertThat(house.queues.figures()).isEmpty();
        assertThat(house.depth(QUEUE)).isZero();
        house.broker.start();
        house.append(Events.text("a"));
        assertThat(house.ids(QUEUE)).containsExactly(Events.id("a"));
    }

    @Test
    void aChangedFilterHoldsAfterTheBrokerWasStartedAgain() throws Exception {
        house.queues.ensure("first", "messageId = 'a'");
        house.queues.ensure("first", "messageId = 'b'");

        house.broker.server().stop();
        house.queues.ensure("second", "messageId = 'c'");
        await().until(house.inbox::isOpen);
        house.append(Events.text("a"), Events.text("b"), Events.text("c"));

        assertThat(house.ids(QUEUE)).containsExactly(Events.id("b"));
        assertThat(house.ids(InboxAddresses.subscriptionQueue("second"))).containsExactly(Events.id("c"));
        assertThat(house.ids(InboxAddresses.UNROUTED)).containsExactly(Events.id("a"));
    }

    @Test
    void aDiskThatHangsIsWaitedForByTheWriterButNotByItsCallers() throws Exception {
        house.close();
        house = InboxHouse.open(directory, Duration.ofSeconds(5));
        house.queues.ensure("first", null);
        FailingDisk disk = FailingDisk.beneath(house.broker);
        disk.hang();
        try {
            CompletableFuture<Void> hanging = appendLater("a");
            disk.awaitHanging();

            assertRefused(hanging);
            assertThat(house.inbox.whyClosed()).contains(Reason.STALLED);
            for (int i = 0; i < 5; i++) {
                assertRefused(appendLater("a"));
            }
        } finally {
            // Else the broker waits for it for ever at its stop.
            disk.answer();
        }
        await().until(house.inbox::isOpen);
        house.append(Events.text("a"), Events.text("b"));
        assertThat(house.ids(QUEUE)).containsExactly(Events.id("a"), Events.id("b"));
        assertThat(house.inbox.repeated()).isOne();
    }

    private CompletableFuture<Void> appendLater(String name) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        house.append(Events.text(name));
                    } catch (InboxUnavailableException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task).start());
    }

    private static void assertRefused(CompletableFuture<Void> append) {
        assertThatThrownBy(append::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InboxUnavailableException.class);
    }
}
