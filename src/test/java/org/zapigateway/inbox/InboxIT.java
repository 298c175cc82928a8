package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIOErrorException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventType;
import org.zapigateway.inbox.InboxUnavailableException.Reason;

/** The inbox on the real broker. */
class InboxIT {
    private static final String FIRST = InboxAddresses.subscriptionQueue("first");
    private static final String SECOND = InboxAddresses.subscriptionQueue("second");

    @TempDir
    Path directory;

    private InboxHouse house;

    @BeforeEach
    void open() throws Exception {
        house = InboxHouse.open(directory);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void eventsSurviveARestartAndEachSubscriptionHasItsOwn() throws Exception {
        house.queues.ensure("first", null);
        house.queues.ensure("second", null);
        house.append(Events.text("a"), Events.text("b"));
        house.consume(SECOND);
        house.append(Events.text("c"));

        restart();

        assertThat(house.ids(FIRST)).containsExactly(Events.id("a"), Events.id("b"), Events.id("c"));
        assertThat(house.ids(SECOND)).containsExactly(Events.id("c"));
    }

    @Test
    void aSubscriptionGetsWhatItsFilterNames() throws Exception {
        house.queues.ensure("first", "eventType = 'message.received' AND fromMe = FALSE AND chatKind = 'direct'");
        house.queues.ensure("second", "NOT (eventType LIKE 'message.%')");

        house.append(Events.text("a"));
        house.append(Events.of(EventType.CHAT_PRESENCE, "b", "chat", "is typing"));

        assertThat(house.ids(FIRST)).containsExactly(Events.id("a"));
        assertThat(house.ids(SECOND)).containsExactly(Events.id("b"));
    }

    @Test
    void aChangedFilterHoldsForEventsAcceptedAfterwards() throws Exception {
        house.queues.ensure("first", "messageId = 'a'");
        house.append(Events.text("a"), Events.text("b"));
        house.queues.ensure("first", "messageId = 'c'");
        house.append(Events.text("c"), Events.text("d"));
        house.queues.ensure("first", null);
        house.append(Events.text("e"));

        restart();
        house.queues.ensure("first", null);
        house.append(Events.text("f"));

        assertThat(house.ids(FIRST)).containsExactly(Events.id("a"), Events.id("c"), Events.id("e"), Events.id("f"));
    }

    /** Its route is gone, so nobody says the filter again. */
    @Test
    void aChangedFilterOutlivesARestartWithoutItsRoute() throws Exception {
        house.queues.ensure("first", "messageId = 'a'");
        house.queues.ensure("first", "messageId IN ('a', 'b')");
        house.queues.ensure("second", "messageId = 'c'");
        house.queues.ensure("second", null);
        restart();
        house.append(Events.text("a"), Events.text("b"), Events.text("c"));
        assertThat(house.ids(FIRST)).containsExactly(Events.id("a"), Events.id("b"));
        assertThat(house.ids(SECOND)).containsExactly(Events.id("a"), Events.id("b"), Events.id("c"));

        house.queues.ensure("first", "messageId = 'd'");
        house.queues.ensure("first", "messageId IN ('a', 'b')");
        house.queues.ensure("second", "messageId = 'e'");
        restart();
        house.append(Events.text("d"), Events.text("e"));

        assertThat(house.ids(FIRST)).containsExactly(Events.id("a"), Events.id("b"));
        assertThat(house.ids(SECOND)).containsExactly(Events.id("a"), Events.id("b"), Events.id("c"), Events.id("e"));
    }

    @Test
    void whatNoSubscriptionWantsIsKeptAsItIs() throws Exception {
        house.queues.ensure("first", "eventType = 'chat.presence'");

        // One that a subscription wants between them: the broker must not reuse what it found out for the one before.
        house.append(
                Events.text("a", "chat-1", "olá ✓"),
                Events.of(EventType.CHAT_PRESENCE, "wanted", "chat-1", "is typing"),
                Events.text("b", "chat-1", "x".repeat(200_000)));

        assertThat(house.ids(FIRST)).containsExactly(Events.id("wanted"));
        assertThat(house.ids(InboxAddresses.UNROUTED)).containsExactly(Events.id("a"), Events.id("b"));
        restart();
        StoredEvent expected = StoredEvent.of(Events.text("a", "chat-1", "olá ✓"), Events.RECEIVED_AT, null);
        StoredEvent unrouted = house.browse(InboxAddresses.UNROUTED).get(0);
        assertThat(unrouted.headers()).isEqualTo(expected.headers());
        assertThat(unrouted.json()).isEqualTo(expected.json());
        assertThat(unrouted.group()).isEqualTo("3C01/chat-1");
        assertThat(unrouted.occurredAt()).isEqualTo(Events.OCCURRED_AT);
        assertThat(unrouted.receivedAt()).isEqualTo(Events.RECEIVED_AT);
        assertThat(house.browse(InboxAddresses.UNROUTED).get(1).json()).contains("x".repeat(200_000));
    }

    @Test
    void aListenerHearsOfEachNewEventAndWhoWantsItAndOfEachRepeat() throws Exception {
        house.queues.ensure("first", "messageId = 'a'");
        Map<String, List<String>> heard = new ConcurrentHashMap<>();
        List<String> repeated = new CopyOnWriteArrayList<>();
        ArrivalListener listener = new ArrivalListener() {
            @Override
            public void stored(EventFacts event, List<String> subscriptions) {
                heard.put(event.chatId(), subscriptions);
            }

            @Override
            public void repeated(EventFacts event) {
                repeated.add(event.messageId());
            }
        };
        house.inbox.addListener(listener);

        house.append(Events.text("a"), Events.text("b"));
        await().until(() -> heard.size() == 2);
        assertThat(heard).containsEntry("chat-a", List.of("first")).containsEntry("chat-b", List.of());
        assertThat(repeated).isEmpty();

        heard.clear();
        house.append(Events.text("a"), Events.text("c"));
        await().until(() -> heard.containsKey("chat-c"));
        house.inbox.removeListener(listener);
        house.append(Events.text("d"));
        assertThat(heard).containsOnlyKeys("chat-c");
        assertThat(repeated).containsExactly("a");
    }

    @Test
    void aListenerThatFailsKeepsNoEventFromItsQueue() throws Exception {
        house.queues.ensure("first", null);
        house.inbox.addListener(new ArrivalListener() {
            @Override
            public void stored(EventFacts event, List<String> subscriptions) {
                throw new IllegalStateException("no news");
            }

            @Override
            public void repeated(EventFacts event) {
                throw new IllegalStateException("no news");
            }
        });

        house.append(Events.text("a"));
        house.append(Events.text("a"));

        await().until(() -> house.depth(InboxAddresses.subscriptionQueue("first")) == 1);
        assertThat(house.browse(InboxAddresses.subscriptionQueue("first"))).hasSize(1);
    }

    @Test
    void aListenerHearsOnceOfAnEventWhileThereIsNoSubscription() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        house.inbox.addListener((event, subscriptions) -> heard.add(event.messageId() + " " + subscriptions));

        house.append(Events.text("a"), Events.text("b", "chat-1", "x".repeat(200_000)));
        house.queues.ensure("first", "messageId = 'd'");
        house.append(Events.text("c"), Events.text("d"));

        await().until(() -> heard.contains("d [first]"));
        assertThat(heard).containsExactly("a []", "b []", "c []", "d [first]");
        assertThat(house.broker.arrivals().of(InboxAddresses.UNROUTED)).isEqualTo(3);
        assertThat(house.ids(InboxAddresses.UNROUTED)).containsExactly(Events.id("a"), Events.id("b"), Events.id("c"));
        house.read(InboxAddresses.UNROUTED, true, message -> assertThat(message.getExpiration())
                .isPositive());
    }

    @Test
    void aRepeatIsStoredOnceWhereverItComesFrom() throws Exception {
        house.queues.ensure("first", null);
        house.append(Events.text("a"));
        house.append(Events.text("a"));
        house.append(Events.text("b"), Events.text("b"), Events.text("a"));

        assertThat(house.inbox.stored()).isEqualTo(2);
        assertThat(house.inbox.repeated()).isEqualTo(3);

        restart();
        house.append(Events.text("a"), Events.text("c"), Events.text("b"));

        assertThat(house.inbox.repeated()).isEqualTo(2);
        assertThat(house.ids(FIRST)).containsExactly(Events.id("a"), Events.id("b"), Events.id("c"));
    }

    @Test
    void onlyUnroutedEventsExpire() throws Exception {
        house.queues.ensure("first", "messageId = 'wanted'");
        house.append(Events.text("wanted"), Events.text("unwanted"));

        house.read(FIRST, true, message -> assertThat(message.getExpiration()).isZero());
        house.read(InboxAddresses.UNROUTED, true, message -> assertThat(message.getExpiration())
                .isPositive());
        assertThat(house.depth(InboxAddresses.UNROUTED)).isEqualTo(1);
    }

    @Test
    void aRepeatOfAnUnroutedEventIsStoredOnce() throws Exception {
        house.append(Events.text("a"));
        house.append(Events.text("a"));

        assertThat(house.ids(InboxAddresses.UNROUTED)).containsExactly(Events.id("a"));
    }

    @Test
    void sixteenSendersOfTheSameEventsStoreEachOnce() throws Exception {
        house.queues.ensure("first", null);
        int events = 100;

        inParallel(16, () -> {
            for (int i = 0; i < events; i++) {
                house.append(Events.text("e" + i));
            }
            return null;
        });

        assertThat(house.ids(FIRST))
                .containsExactlyElementsOf(IntStream.range(0, events)
                        .mapToObj(i -> Events.id("e" + i))
                        .toList());
        assertThat(house.inbox.stored()).isEqualTo(events);
        assertThat(house.inbox.repeated()).isEqualTo(15L * events);
    }

    @Test
    void theEventsOfOneRequestAreStoredTogether() throws Exception {
        house.queues.ensure("first", null);

        house.append(statusOfManyMessages());
        restart();

        assertThat(house.depth(FIRST)).isEqualTo(31);
    }

    @Test
    void ofARequestThatFailsHalfwayNothingIsStored() throws Exception {
        house.queues.ensure("first", null);
        house.broker.server().registerBrokerPlugin(new FailingAt(20));

        assertThatThrownBy(() -> house.append(statusOfManyMessages()))
                .isInstanceOfSatisfying(InboxUnavailableException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.APPEND_FAILED));
        assertThat(house.depth(FIRST)).isZero();
        restart();
        assertThat(house.depth(FIRST)).isZero();

        // Sent again, none of them passes for a repeat.
        house.append(statusOfManyMessages());
        // They are on disk when that returns, and counted a moment later.
        await().untilAsserted(() -> assertThat(house.depth(FIRST)).isEqualTo(31));
    }

    @Test
    void aStoppedBrokerIsToldAndARestartedOneWorksAgain() throws Exception {
        house.queues.ensure("first", null);
        house.append(Events.text("a"));
        house.broker.stop();

        assertThat(house.inbox.isOpen()).isFalse();
        assertThatThrownBy(() -> house.append(Events.text("b")))
                .isInstanceOfSatisfying(InboxUnavailableException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.NOT_RUNNING));
        assertThat(house.inbox.refused()).isEqualTo(1);

        house.broker.start();
        house.append(Events.text("b"), Events.text("a"));

        assertThat(house.ids(FIRST)).containsExactly(Events.id("a"), Events.id("b"));
    }

    @Test
    void largeEventsComeBackByteForByte() throws Exception {
        house.queues.ensure("first", null);
        // Both sides of the size from which Artemis keeps a message in a file of its own.
        for (int size : new int[] {1_000, 90_000, 150_000, 1_200_000}) {
            CanonicalEvent event = Events.text("e" + size, "chat", "ç✓".repeat(size / 5));
            house.append(event);
            byte[] expected = StoredEvent.of(event, Events.RECEIVED_AT, null).body();

            assertThat(house.browse(FIRST).get(0).body()).isEqualTo(expected);
            assertThat(house.consume(FIRST).get(0).body()).isEqualTo(expected);
        }
    }

    @Test
    void anEventWithAnAbsurdMessageIdIsStoredAndFailsNoOtherRequest() throws Exception {
        house.queues.ensure("first", null);
        CanonicalEvent absurd = Events.withMessageId("absurd", "x".repeat(300_000));

        house.append(absurd, Events.text("b"));

        StoredEvent stored = house.browse(FIRST).get(0);
        assertThat(stored.id()).isEqualTo(Events.id("absurd"));
        assertThat(stored.json()).contains("x".repeat(300_000));
        assertThat(house.depth(FIRST)).isEqualTo(2);
    }

    @Test
    void theNewestThousandRejectedBodiesAreKept() throws Exception {
        for (int i = 0; i < 1_010; i++) {
            house.inbox.keepRejected(("{broken " + i).getBytes(), "no JSON", Events.RECEIVED_AT);
        }
        restart();

        List<String> bodies = new ArrayList<>();
        house.read(InboxAddresses.REJECTED, true, message -> {
            byte[] body = new byte[message.getBodyBuffer().readableBytes()];
            message.getBodyBuffer().readBytes(body);
            bodies.add(new String(body));
            assertThat(message.getStringProperty("reason")).isEqualTo("no JSON");
        });
        assertThat(bodies).hasSize(1_000).startsWith("{broken 10").endsWith("{broken 1009");
    }

    @Test
    void rejectedBodiesAreBoundedAlsoWhenTheyDoNotFitIntoMemory() throws Exception {
        house.close();
        house = InboxHouse.open(directory, DataSize.ofMegabytes(1));
        byte[] body = ("{" + "x".repeat(8_000)).getBytes();
        for (int i = 0; i < 2_500; i++) {
            house.inbox.keepRejected(body, "no JSON", Events.RECEIVED_AT);
        }

        assertThat(house.depth(InboxAddresses.REJECTED)).isBetween(1_000L, 2_000L);
        restart();
        assertThat(house.depth(InboxAddresses.REJECTED)).isBetween(1_000L, 2_000L);
        house.append(Events.text("a"));
        assertThat(house.depth(InboxAddresses.UNROUTED)).isEqualTo(1);
    }

    // As many as were ever seen in one callback (FACTS S7).
    private static CanonicalEvent[] statusOfManyMessages() {
        return IntStream.range(0, 31).mapToObj(i -> Events.text("e" + i)).toArray(CanonicalEvent[]::new);
    }

    private void restart() throws Exception {
        house.close();
        house = InboxHouse.open(directory);
    }

    private static void inParallel(int threads, Callable<Void> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> copies = IntStream.range(0, threads)
                    .<Callable<Void>>mapToObj(i -> work)
                    .toList();
            for (Future<Void> done : pool.invokeAll(copies)) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    /** Lets the broker fail at one of the messages that are put into it. */
    private static final class FailingAt implements ActiveMQServerPlugin {
        private final AtomicInteger left;

        FailingAt(int message) {
            left = new AtomicInteger(message);
        }

        @Override
        public void beforeMessageRoute(Message message, RoutingContext context, boolean direct, boolean rejectRepeats)
                throws ActiveMQException {
            if (left.decrementAndGet() == 0) {
                throw new ActiveMQIOErrorException("test");
            }
        }
    }
}
