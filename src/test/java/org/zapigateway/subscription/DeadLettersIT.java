package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ExpressionAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.event.EventType;
import org.zapigateway.inbox.Events;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.KeptMessages;
import org.zapigateway.inbox.KeptMessages.Taken;

/** What an operator does with what waits for them. */
class DeadLettersIT {
    private static final String DEAD = InboxAddresses.deadLetterQueue("crm");
    private static final String WAITING = InboxAddresses.subscriptionQueue("crm");
    private static final DataSize MEMORY = DataSize.ofMegabytes(1);
    private static final int MANY = 1_500;
    private static final int LATE = 300;

    @TempDir
    Path directory;

    private GatewayHouse house;

    @BeforeEach
    void open() throws Exception {
        house = GatewayHouse.open(directory, MEMORY);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void aReplayKeepsTheIdSaysSoAndCountsItsAttemptsAnewAlsoAfterASecondDeath() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        AtomicInteger tries = new AtomicInteger();
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?maxAttempts=2&backoff=1ms")
                        .routeId("crm")
                        .process(exchange -> {
                            tries.incrementAndGet();
                            if (broken.get()) {
                                throw new IllegalStateException("mapping");
                            }
                        })
                        .setHeader("seen", simple("${header.replayOf}"))
                        .to("jms:queue:crm");
            }
        });
        house.inbox.append(Events.text("a"));
        awaitDepth(DEAD, 1);
        assertThat(all("crm").get(0).event().headers()).doesNotContainKey(EventHeaders.REPLAY_OF);

        assertThat(replay("crm", DeadLetterFilter.ALL)).isEqualTo(new Taken(1, false));
        await().until(() -> tries.get() == 4);
        awaitDepth(DEAD, 1);
        assertThat(all("crm")).singleElement().satisfies(second -> {
            assertThat(second.why().attempts()).isEqualTo(2);
            assertThat(second.event().headers()).containsEntry(EventHeaders.REPLAY_OF, Events.id("a"));
        });

        broken.set(false);
        assertThat(replay("crm", DeadLetterFilter.ofEvent(Events.id("a")))).isEqualTo(new Taken(1, false));
        awaitDepth("crm", 1);

        TextMessage message = (TextMessage) house.take("crm").get(0);
        assertThat(message.getStringProperty("eventId")).isEqualTo(Events.id("a"));
        assertThat(message.getStringProperty("replayOf")).isEqualTo(Events.id("a"));
        assertThat(message.getStringProperty("seen")).isEqualTo(Events.id("a"));
        assertThat(message.getStringProperty("_AMQ_DUPL_ID")).isEqualTo(Events.id("a") + "/crm/jms://queue:crm/0");
        assertThat(message.getText()).contains(Events.id("a"));
        assertThat(house.depth(DEAD)).isZero();
        assertThat(replay("crm", DeadLetterFilter.ALL)).isEqualTo(new Taken(0, false));
    }

    @Test
    void aDeadLetterNamesTheStepThatFailedAndNoEndpointThatTookTheEvent() throws Exception {
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?maxAttempts=2&backoff=1ms&types=message.received")
                        .routeId("crm")
                        .to("jms:queue:first")
                        .setBody(new FailingExpression())
                        .id("map-body")
                        .to("jms:queue:second");
                from("zapi:events?maxAttempts=1&types=message.status")
                        .routeId("calls")
                        .to("jms:queue:first")
                        .to("direct:inner");
                from("direct:inner")
                        .routeId("inner")
                        .split(constant(List.of(1, 2)))
                        .stopOnException()
                        .to("direct:nowhere?block=false")
                        .id("store");
            }
        });
        house.inbox.append(Events.text("a"), Events.of(EventType.MESSAGE_STATUS, "b", "chat", "b"));
        awaitDepth(DEAD, 1);
        awaitDepth(InboxAddresses.deadLetterQueue("calls"), 1);

        DeadLetter why = all("crm").get(0).why();
        assertThat(why.node()).isEqualTo("map-body");
        assertThat(why.endpoint()).isNull();
        assertThat(why.firstFailedAt())
                .isBetween(Events.RECEIVED_AT, all("crm").get(0).since());
        assertThat(all("calls").get(0).why().node()).isEqualTo("store");
        assertThat(all("calls").get(0).why().endpoint()).isEqualTo("direct://nowhere?block=false");
    }

    @Test
    void aFilterMeansWhatAllOfItAppliesTo() throws Exception {
        dieOf(new IllegalArgumentException("no mapping for 100%_x"), "crm", "a");
        Instant between = Instant.now();
        dieOf(new IllegalStateException("quote ' in it"), "crm", "b");
        house.inbox.append(Events.of(EventType.MESSAGE_STATUS, "c", "chat", "c"));
        awaitDepth(DEAD, 3);

        assertThat(ids(filter(null, null, null, null, "100%_"))).containsExactly("a");
        assertThat(ids(filter(null, null, null, null, "%"))).containsExactly("a");
        assertThat(ids(filter(null, null, null, null, "quote ' in"))).containsExactly("b", "c");
        assertThat(ids(filter(null, null, null, null, "IllegalState"))).containsExactly("b", "c");
        assertThat(ids(filter("message.status", null, null, null, null))).containsExactly("c");
        assertThat(ids(filter("message.received,message.status", null, null, null, null)))
                .containsExactly("a", "b", "c");
        assertThat(ids(filter("message.*", "sales", between, null, null))).containsExactly("b", "c");
        assertThat(ids(filter(null, "3C01", null, between, null))).containsExactly("a");
        assertThat(ids(filter(null, "another", null, null, null))).isEmpty();
        assertThat(ids(DeadLetterFilter.ofEvent(Events.id("b")))).containsExactly("b");
        assertThatThrownBy(() -> ids(filter("message.recieved", null, null, null, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("type names 'message.recieved', which is no event type");

        DeadLetterFilter statuses = filter("message.status", null, null, null, null);
        assertThat(house.deadLetters.count("crm", statuses)).isEqualTo(1);
        assertThat(discard("crm", statuses)).isEqualTo(new Taken(1, false));
        assertThat(ids(DeadLetterFilter.ALL)).containsExactly("a", "b");
    }

    @Test
    void aDiscardNeedsAReasonAndALimitIsKept() throws Exception {
        dieOf(new IllegalStateException("x"), "crm", "a", "b", "c");

        assertThatThrownBy(() -> house.deadLetters.discard("crm", DeadLetterFilter.ALL, 10, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a reason");
        assertThat(house.deadLetters.discard("crm", DeadLetterFilter.ALL, 2, "test data"))
                .isEqualTo(new Taken(2, true));
        assertThat(ids(DeadLetterFilter.ALL)).containsExactly("c");
        assertThatThrownBy(() -> house.deadLetters.discard("crm", DeadLetterFilter.ALL, 10_001, "x"))
                .hasMessageContaining("between 1 and 10000");
    }

    @Test
    void nothingIsRemovedWhenItsReplayFails() throws Exception {
        dieOf(new IllegalStateException("x"), "crm", "a", "b", "c");
        KeptMessages messages = new KeptMessages(house.inbox.broker);

        assertThatThrownBy(() -> messages.replay(DEAD, null, "gone", 10, count -> {}))
                .isInstanceOf(ActiveMQException.class);

        await().untilAsserted(() -> assertThat(ids(DeadLetterFilter.ALL)).containsExactly("a", "b", "c"));
        assertThat(house.inbox.ids(InboxAddresses.UNROUTED)).isEmpty();
    }

    @Test
    void allAreKeptWhenTheirReplayFailsAfterSomeWereTaken() throws Exception {
        dieOf(new IllegalStateException("x"), "crm", "a", "b", "c");
        failAt(3);

        assertThatThrownBy(() -> replay("crm", DeadLetterFilter.ALL)).isInstanceOf(ActiveMQException.class);

        await().untilAsserted(() -> assertThat(ids(DeadLetterFilter.ALL)).containsExactly("a", "b", "c"));
        assertThat(house.inbox.ids(WAITING)).isEmpty();
        assertThat(replay("crm", DeadLetterFilter.ALL)).isEqualTo(new Taken(3, false));
        awaitBrowsed(WAITING, List.of("a", "b", "c"));
        assertThat(house.depth(DEAD)).isZero();
    }

    @Test
    void allOnDiskAreKeptWhenTheirReplayFailsAfterSomeWereTaken() throws Exception {
        pileUpOnDisk();
        failAt(150);

        assertThatThrownBy(() -> house.deadLetters.replay("zapi.unrouted", "crm", DeadLetterFilter.ALL, 1_000, null))
                .isInstanceOf(ActiveMQException.class);

        // The first hundred were a transaction of their own.
        List<String> all = new ArrayList<>(names(MANY, "e"));
        all.addAll(names(LATE, "late"));
        awaitBrowsed(WAITING, all.subList(0, 100));
        awaitBrowsed(InboxAddresses.UNROUTED, all.subList(100, MANY + LATE));
        house.close();
        house = GatewayHouse.open(directory, MEMORY);
        assertThat(house.deadLetters.replay("zapi.unrouted", "crm", DeadLetterFilter.ALL, 10_000, null))
                .isEqualTo(new Taken(MANY + LATE - 100, false));
        awaitBrowsed(WAITING, all);
        assertThat(house.depth(InboxAddresses.UNROUTED)).isZero();
    }

    @Test
    void whatNoSubscriptionWantedGoesToTheOneThatIsNamedAndToNoOther() throws Exception {
        house.inbox.queues.ensure("other", "eventType = 'chat.presence'");
        house.inbox.append(Events.text("a", "chat", "a"), Events.text("b", "chat", "b"));
        awaitDepth(InboxAddresses.UNROUTED, 2);
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?types=message.status").routeId("crm").to("jms:queue:crm");
            }
        });

        assertThatThrownBy(() -> replay("zapi.unrouted", DeadLetterFilter.ALL))
                .hasMessageContaining("name the one that is to get them as 'to'");
        assertThatThrownBy(() -> house.deadLetters.replay("zapi.unrouted", "nobody", DeadLetterFilter.ALL, 10, null))
                .hasMessageContaining("there is no subscription 'nobody'");
        assertThat(house.deadLetters.replay("zapi.unrouted", "crm", DeadLetterFilter.ALL, 10, null))
                .isEqualTo(new Taken(2, false));

        awaitDepth("crm", 2);
        assertThat(house.takeIds("crm")).containsExactly(Events.id("a"), Events.id("b"));
        assertThat(house.depth(InboxAddresses.UNROUTED)).isZero();
        assertThat(house.depth(InboxAddresses.subscriptionQueue("other"))).isZero();
    }

    @Test
    void anEventThatArtemisKeepsInAFileOfItsOwnIsShownAndReplayedWhole() throws Exception {
        String text = "olá ".repeat(100_000);
        house.inbox.append(Events.text("a", "chat", text));
        house.inbox.queues.ensure("crm", null);
        awaitDepth(InboxAddresses.UNROUTED, 1);

        assertThat(all("zapi.unrouted").get(0).event().json()).contains(text);
        assertThat(house.deadLetters.replay("zapi.unrouted", "crm", DeadLetterFilter.ALL, 10, null))
                .isEqualTo(new Taken(1, false));
        assertThat(house.inbox.browse(WAITING)).singleElement().satisfies(event -> {
            assertThat(event.json()).contains(text).endsWith("}");
            assertThat(event.receivedAt()).isEqualTo(Events.RECEIVED_AT);
        });
    }

    @Test
    void aRejectedBodyIsShownAndDiscardedButNotReplayed() throws Exception {
        byte[] body = "{\"half\":".getBytes(StandardCharsets.UTF_8);
        house.inbox.inbox.keepRejected(body, "no JSON", Events.RECEIVED_AT);
        house.inbox.inbox.keepRejected(new byte[] {1}, "no UTF-8", Events.RECEIVED_AT);
        awaitDepth(InboxAddresses.REJECTED, 2);

        WaitingDeadLetter first = all("zapi.rejected").get(0);
        assertThat(first.event().body()).isEqualTo(body);
        assertThat(first.event().receivedAt()).isEqualTo(Events.RECEIVED_AT);
        assertThat(first.why()).isEqualTo(new DeadLetter(null, null, null, 0, null, null, "no JSON"));
        assertThatThrownBy(() -> replay("zapi.rejected", DeadLetterFilter.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no event in them to replay");

        assertThat(discard(
                        "zapi.rejected", DeadLetterFilter.ofEvent(first.event().id())))
                .isEqualTo(new Taken(1, false));
        assertThat(all("zapi.rejected"))
                .singleElement()
                .satisfies(left -> assertThat(left.why().reason()).isEqualTo("no UTF-8"));
    }

    @Test
    void aQueueThatLiesOnDiskIsReplayedOnceAndInOrder() throws Exception {
        pileUpOnDisk();

        assertThat(house.deadLetters.replay("zapi.unrouted", "crm", DeadLetterFilter.ALL, 1_000, null))
                .isEqualTo(new Taken(1_000, true));
        assertThat(house.deadLetters
                        .replay("zapi.unrouted", "crm", DeadLetterFilter.ALL, 10_000, null)
                        .more())
                .isFalse();
        List<String> expected = new ArrayList<>(names(MANY, "e"));
        expected.addAll(names(LATE, "late"));
        awaitBrowsed(WAITING, expected);
        assertThat(house.depth(InboxAddresses.UNROUTED)).isZero();
    }

    /** Now and then the broker reads a page in the very moment in which the queue is walked from memory to disk. */
    @RepeatedTest(5)
    void nothingIsTakenTwiceThoughTheBrokerReadsFromItsPagesMeanwhile() throws Exception {
        int events = 3_000;
        appendUnrouted(events, EventType.MESSAGE_RECEIVED, "e");
        house.inbox.queues.ensure("crm", null);
        awaitDepth(InboxAddresses.UNROUTED, events);

        assertThat(house.deadLetters.replay("zapi.unrouted", "crm", DeadLetterFilter.ALL, events, null))
                .isEqualTo(new Taken(events, false));
        awaitBrowsed(WAITING, names(events, "e"));
    }

    @Test
    void aFilterReachesWhatLiesOnDiskBehindOthersAlsoAfterARestart() throws Exception {
        pileUpOnDisk();
        DeadLetterFilter late = filter("message.status", null, null, null, null);

        assertThat(house.deadLetters.replay("zapi.unrouted", "crm", late, 120, null))
                .isEqualTo(new Taken(120, true));
        awaitBrowsed(WAITING, names(120, "late"));
        assertThat(house.deadLetters.count("zapi.unrouted", late)).isEqualTo(LATE - 120);
        house.close();
        house = GatewayHouse.open(directory, MEMORY);
        assertThat(house.deadLetters.count("zapi.unrouted", late)).isEqualTo(LATE - 120);
        assertThat(house.deadLetters.discard("zapi.unrouted", late, 30, "not needed"))
                .isEqualTo(new Taken(30, true));
        assertThat(house.deadLetters.replay("zapi.unrouted", "crm", late, 10_000, null))
                .isEqualTo(new Taken(LATE - 150, false));

        List<String> expected = new ArrayList<>(names(120, "late"));
        expected.addAll(names(LATE, "late").subList(150, LATE));
        awaitBrowsed(WAITING, expected);
        awaitBrowsed(InboxAddresses.UNROUTED, names(MANY, "e"));
        assertThat(house.depth(InboxAddresses.UNROUTED)).isEqualTo(MANY);
        assertThat(house.deadLetters.replay("zapi.unrouted", "crm", DeadLetterFilter.ALL, 10_000, null))
                .isEqualTo(new Taken(MANY, false));
        expected.addAll(names(MANY, "e"));
        awaitBrowsed(WAITING, expected);
        assertThat(house.depth(InboxAddresses.UNROUTED)).isZero();
    }

    @Test
    void aNameThatIsNoneIsRefusedWithThoseThatThereAre() throws Exception {
        house.inbox.queues.ensure("crm", null);

        assertThat(house.deadLetters.queues())
                .extracting(DeadLetterQueue::name)
                .containsExactly("crm", "zapi.unrouted", "zapi.rejected");
        assertThatThrownBy(() -> house.deadLetters.queue("cmr"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("'cmr'; there are those of crm, and zapi.unrouted, zapi.rejected");
        assertThatThrownBy(() -> house.routes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("zapi:events").routeId("zapi.rejected").to("jms:queue:x");
                    }
                }))
                .hasStackTraceContaining("'zapi.rejected' cannot name a subscription");
    }

    /** Lets events die of a failure; the route is gone afterwards. */
    private void dieOf(RuntimeException failure, String subscription, String... names) throws Exception {
        long before = house.depth(InboxAddresses.deadLetterQueue(subscription));
        String route = "dies-" + before;
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?maxAttempts=1&concurrency=1&batchSize=1&subscription=" + subscription)
                        .routeId(route)
                        .process(exchange -> {
                            throw failure;
                        });
            }
        });
        for (String name : names) {
            house.inbox.append(Events.text(name));
        }
        awaitDepth(InboxAddresses.deadLetterQueue(subscription), before + names.length);
        if (before == 0) {
            house.camel.getRouteController().stopRoute(route);
        }
    }

    /** Many events that nobody wants, and behind them some of another type: far more than fit into memory. */
    private void pileUpOnDisk() throws Exception {
        appendUnrouted(MANY, EventType.MESSAGE_RECEIVED, "e");
        appendUnrouted(LATE, EventType.MESSAGE_STATUS, "late");
        house.inbox.queues.ensure("crm", null);
        awaitDepth(InboxAddresses.UNROUTED, MANY + LATE);
        assertThat(house.inbox
                        .broker
                        .server()
                        .getPagingManager()
                        .getPageStore(SimpleString.of(InboxAddresses.UNROUTED))
                        .isPaging())
                .isTrue();
    }

    private void appendUnrouted(int events, EventType type, String prefix) throws Exception {
        String text = "x".repeat(2_048);
        for (List<String> batch : batches(names(events, prefix))) {
            house.inbox.append(batch.stream()
                    .map(name -> Events.of(type, name, "chat", text))
                    .toArray(CanonicalEvent[]::new));
        }
    }

    private static List<List<String>> batches(List<String> names) {
        return IntStream.range(0, names.size() / 100)
                .mapToObj(i -> names.subList(i * 100, i * 100 + 100))
                .toList();
    }

    private static List<String> names(int events, String prefix) {
        return IntStream.range(0, events).mapToObj(i -> prefix + i).toList();
    }

    private static DeadLetterFilter filter(String type, String instance, Instant from, Instant until, String reason) {
        return new DeadLetterFilter(null, type, instance, from, until, reason);
    }

    private Taken replay(String name, DeadLetterFilter filter) throws Exception {
        return house.deadLetters.replay(name, null, filter, 1_000, "mended");
    }

    private Taken discard(String name, DeadLetterFilter filter) throws Exception {
        return house.deadLetters.discard(name, filter, 1_000, "not needed");
    }

    private List<WaitingDeadLetter> all(String name) throws Exception {
        List<WaitingDeadLetter> letters = new ArrayList<>();
        house.deadLetters.browse(name, DeadLetterFilter.ALL, letters::add);
        return letters;
    }

    private List<Object> ids(DeadLetterFilter filter) throws Exception {
        List<Object> messageIds = new ArrayList<>();
        house.deadLetters.browse(
                "crm", filter, letter -> messageIds.add(letter.event().headers().get(EventHeaders.MESSAGE_ID)));
        return messageIds;
    }

    private List<String> browsed(String queue) throws Exception {
        List<String> names = new ArrayList<>();
        new KeptMessages(house.inbox.broker)
                .browse(queue, null, message -> names.add(message.getStringProperty(EventHeaders.MESSAGE_ID)));
        return names;
    }

    /** Lets the broker fail once, at one of the messages that are put into it. */
    private void failAt(int message) {
        AtomicInteger left = new AtomicInteger(message);
        house.inbox.broker.server().registerBrokerPlugin(new ActiveMQServerPlugin() {
            @Override
            public void beforeMessageRoute(
                    Message routed, RoutingContext context, boolean direct, boolean rejectRepeats)
                    throws ActiveMQException {
                if (left.decrementAndGet() == 0) {
                    throw new ActiveMQException("test");
                }
            }
        });
    }

    private static final class FailingExpression extends ExpressionAdapter {
        @Override
        public Object evaluate(Exchange exchange) {
            throw new IllegalStateException("no mapping");
        }
    }

    /** What was put into pages is on disk at once, and to be seen a moment later. */
    private void awaitBrowsed(String queue, List<String> names) {
        await().untilAsserted(() -> assertThat(browsed(queue)).containsExactlyElementsOf(names));
    }

    private void awaitDepth(String queue, long depth) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(house.depth(queue)).isEqualTo(depth));
    }
}
