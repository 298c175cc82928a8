package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.InputStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.PostOffice;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.inbox.Events;
import org.zapigateway.inbox.InboxAddresses;

/** From the inbox through routes to queues of the embedded broker. */
class DeliveryIT {
    @TempDir
    Path directory;

    private GatewayHouse house;

    @BeforeEach
    void open() throws Exception {
        house = GatewayHouse.open(directory);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void aMessageBearsTheEventAndItsFacts() throws Exception {
        house.routes(route("crm", "zapi:events", "jms:queue:crm"));
        house.inbox.append(Events.text("a", "chat-1", "olá"));
        awaitDepth("crm", 1);

        TextMessage message = (TextMessage) house.take("crm").get(0);

        assertThat(message.getText()).contains("\"text\":\"olá\"").startsWith("{\"specversion\":\"1.0\"");
        assertThat(message.getStringProperty("eventType")).isEqualTo("message.received");
        assertThat(message.getStringProperty("eventId")).isEqualTo(Events.id("a"));
        assertThat(message.getStringProperty("instanceId")).isEqualTo("3C01");
        assertThat(message.getStringProperty("instanceName")).isEqualTo("sales");
        assertThat(message.getStringProperty("chatId")).isEqualTo("chat-1");
        assertThat(message.getStringProperty("chatKind")).isEqualTo("direct");
        assertThat(message.getStringProperty("messageId")).isEqualTo("a");
        assertThat(message.getStringProperty("contentKind")).isEqualTo("text");
        assertThat(message.getObjectProperty("fromMe")).isEqualTo(false);
        assertThat(message.getJMSType()).isEqualTo("message.received");
        assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("3C01/chat-1");
        assertThat(message.getStringProperty("_AMQ_DUPL_ID")).isEqualTo(Events.id("a") + "/crm/jms://queue:crm/0");
    }

    /** Nobody else could read it, and it would count as delivered. */
    @Test
    void aBodyThatIsAJavaObjectIsNotSent() throws Exception {
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?maxAttempts=1")
                        .routeId("crm")
                        .setBody(exchange -> java.util.UUID.randomUUID())
                        .to("jms:queue:crm");
            }
        });

        house.inbox.append(Events.text("a"));

        awaitDepth(InboxAddresses.deadLetterQueue("crm"), 1);
        assertThat(house.depth("crm")).isZero();
        assertThat(house.deadLetters.queue("crm").count()).isEqualTo(1);
    }

    /** As after a call to the broker that took too long: what was sent before must not be given up for a new session's nothing. */
    @Test
    void whatWasSentIsDeliveredThoughItsSessionIsClosedBeforeTheCommit() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?concurrency=1")
                        .routeId("crm")
                        .to("jms:queue:crm")
                        .process(exchange -> {
                            if (runs.incrementAndGet() == 1) {
                                for (var session : house.inbox.broker.server().getSessions()) {
                                    session.close(true);
                                }
                            }
                        });
            }
        });

        house.inbox.append(Events.text("a"), Events.text("b", "chat-2", "hello"));

        await().atMost(Duration.ofMinutes(2)).until(() -> house.depth(InboxAddresses.subscriptionQueue("crm")) == 0);
        assertThat(house.takeIds("crm")).containsExactlyInAnyOrder(Events.id("a"), Events.id("b"));
    }

    @Test
    void aMessageIsWhatAnyJmsClientWouldHaveSent() throws Exception {
        long before = System.currentTimeMillis();
        house.routes(route("crm", "zapi:events", "jms:queue:crm?priority=7&explicitQosEnabled=true&timeToLive=600000"));
        house.inbox.append(Events.text("a"));
        awaitDepth("crm", 1);

        Message message = house.take("crm").get(0);

        assertThat(message.getJMSMessageID()).startsWith("ID:");
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(message.getJMSPriority()).isEqualTo(7);
        assertThat(message.getJMSTimestamp()).isGreaterThanOrEqualTo(before);
        // Artemis' client looks at the clock once for the time stamp and once for this.
        assertThat(message.getJMSExpiration()).isBetween(before + 600_000, System.currentTimeMillis() + 600_000);
        assertThat(message.getJMSDestination()).hasToString("ActiveMQQueue[crm]");
        assertThat(message.getJMSRedelivered()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {200_000, 1_500_000})
    void anEventOfAnySizeArrivesWhole(int length) throws Exception {
        String text = "é".repeat(length);
        house.routes(route("crm", "zapi:events", "jms:queue:crm"));
        house.inbox.append(Events.text("a", "chat", text));
        awaitDepth("crm", 1);

        assertThat(((TextMessage) house.take("crm").get(0)).getText()).contains("\"" + text + "\"");
    }

    @Test
    void aBodyThatIsAStreamArrivesWhole() throws Exception {
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events")
                        .routeId("crm")
                        .setBody(simple("${header.messageId}"))
                        .convertBodyTo(InputStream.class)
                        .to("jms:queue:crm?artemisStreamingEnabled=true");
            }
        });
        house.inbox.append(Events.text("a"));
        awaitDepth("crm", 1);

        BytesMessage message = (BytesMessage) house.take("crm").get(0);
        byte[] body = new byte[(int) message.getBodyLength()];
        message.readBytes(body);

        assertThat(body).asString(StandardCharsets.UTF_8).isEqualTo("a");
    }

    @Test
    void aQueueThatSomebodyRemovesIsMadeAgain() throws Exception {
        house.routes(route("crm", "zapi:events", "jms:queue:crm"));
        house.inbox.append(Events.text("a"));
        awaitDepth("crm", 1);
        house.inbox.broker.server().destroyQueue(SimpleString.of("crm"));
        house.inbox.append(Events.text("b"));
        awaitDepth("crm", 1);

        assertThat(house.takeIds("crm")).containsExactly(Events.id("b"));
    }

    @Test
    void aTopicWithoutSubscribersTakesEventsAndKeepsNone() throws Exception {
        house.routes(route("news", "zapi:events", "jms:topic:news"));
        house.inbox.append(Events.text("a"));
        awaitDepth(InboxAddresses.subscriptionQueue("news"), 0);

        assertThat(house.inbox.broker.server().getAddressInfo(SimpleString.of("news")))
                .satisfies(news -> assertThat(news.getRoutingTypes()).containsExactly(RoutingType.MULTICAST));
    }

    @Test
    void twoRoutesAndASplitMaySendToOneQueue() throws Exception {
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events").routeId("one").to("jms:queue:shared").to("jms:queue:shared");
                from("zapi:events")
                        .routeId("two")
                        .split(constant(List.of("x", "y", "z")))
                        .to("jms:queue:shared");
            }
        });
        house.inbox.append(Events.text("a"));
        awaitDepth("shared", 5);

        List<String> ids = new ArrayList<>();
        for (Message message : house.take("shared")) {
            ids.add(message.getStringProperty("_AMQ_DUPL_ID")
                    .substring(Events.id("a").length()));
        }
        assertThat(ids)
                .containsExactlyInAnyOrder(
                        "/one/jms://queue:shared/0",
                        "/one/jms://queue:shared/1",
                        "/two/jms://queue:shared/0",
                        "/two/jms://queue:shared/1",
                        "/two/jms://queue:shared/2");
    }

    /** The parts share no order: with ids by position, the one that failed would get the id of the one that is stored. */
    @Test
    void aRetryLosesNoPartOfAParallelSplit() throws Exception {
        CountDownLatch storedFirst = new CountDownLatch(1);
        CountDownLatch storedAtLast = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?backoff=10ms")
                        .routeId("crm")
                        .process(exchange -> attempts.incrementAndGet())
                        .split(constant(List.of("x", "y")))
                        .parallelProcessing()
                        .process(exchange -> {
                            boolean first = attempts.get() == 1;
                            boolean x = "x".equals(exchange.getIn().getBody());
                            if (first && !x) {
                                assertThat(storedFirst.await(1, TimeUnit.MINUTES))
                                        .isTrue();
                                throw new IllegalStateException("after x was sent, before y was");
                            }
                            if (!first && x) {
                                assertThat(storedAtLast.await(1, TimeUnit.MINUTES))
                                        .isTrue();
                            }
                        })
                        .to("jms:queue:crm")
                        .process(exchange -> {
                            boolean x = "x".equals(exchange.getIn().getBody());
                            (x ? storedFirst : storedAtLast).countDown();
                        });
            }
        });
        house.inbox.append(Events.text("a"));
        awaitDepth("crm", 3);

        List<String> parts = new ArrayList<>();
        for (Message message : house.take("crm")) {
            parts.add(message.getBody(String.class));
            assertThat(message.getStringProperty("eventId")).isEqualTo(Events.id("a"));
        }
        assertThat(parts).containsExactly("x", "y", "x");
    }

    /** Until it is committed, what was sent is in memory, whatever may be paged. */
    @Test
    void aBatchThatSendsMuchIsCommittedInParts() throws Exception {
        house.close();
        house = GatewayHouse.open(directory.resolve("little"), DataSize.ofMegabytes(1));
        AtomicInteger open = new AtomicInteger();
        AtomicInteger largest = new AtomicInteger();
        house.inbox.queues.ensure("crm", null);
        append("e", 100, "chat");

        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?batchSize=100&concurrency=1")
                        .routeId("crm")
                        .process(exchange -> {
                            largest.accumulateAndGet(open.incrementAndGet(), Math::max);
                            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                                @Override
                                public void onDone(Exchange done) {
                                    open.decrementAndGet();
                                }
                            });
                        })
                        .setBody(constant("x".repeat(50_000)))
                        .to("jms:queue:crm");
            }
        });

        awaitDepth("crm", 100);
        assertThat(house.takeIds("crm")).isEqualTo(ids("e", 100));
        assertThat(largest.get()).isBetween(2, 30);
    }

    @Test
    void whatWasSentBeforeOutsideOfTheTransactionOfItsEventIsNotDoubled() throws Exception {
        sendAsAClient("crm", Events.id("e1") + "/crm/jms://queue:crm/0");
        sendAsAClient("crm", "some id of a client");
        house.inbox.queues.ensure("crm", null);
        append("e", 3, "chat");
        house.routes(route("crm", "zapi:events?concurrency=1&maxAttempts=1", "jms:queue:crm"));
        await().until(() -> house.depth(InboxAddresses.subscriptionQueue("crm")) == 0);

        assertThat(house.depth(InboxAddresses.deadLetterQueue("crm"))).isZero();
        assertThat(duplicateIds("crm"))
                .containsExactlyInAnyOrder(
                        Events.id("e0") + "/crm/jms://queue:crm/0",
                        Events.id("e1") + "/crm/jms://queue:crm/0",
                        "some id of a client",
                        Events.id("e2") + "/crm/jms://queue:crm/0");
    }

    @Test
    void anEventThatLeavesTheInboxWithWhatWasSentNeedsNoIdThatIsRemembered() throws Exception {
        house.routes(route("crm", "zapi:events", "jms:queue:crm"));
        append("e", 100, "chat");
        awaitDepth("crm", 100);
        sendAsAClient("crm", "some id of a client");

        PostOffice postOffice = house.inbox.broker.server().getPostOffice();

        assertThat(postOffice.getDuplicateIDCache(SimpleString.of("crm")).getMap())
                .extracting(id -> SimpleString.of(id.getA()).toString())
                .containsExactly("some id of a client");
    }

    @Test
    void theSendsOfABatchAreSeenTogetherOrNotAtAll() throws Exception {
        List<Long> unseen = new CopyOnWriteArrayList<>();
        AtomicInteger tries = new AtomicInteger();
        house.inbox.queues.ensure("crm", null);
        append("e", 50, "chat");
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?concurrency=1&batchSize=64&backoff=10ms")
                        .routeId("crm")
                        .to("jms:queue:crm")
                        .process(exchange -> {
                            int sent = 1 + ids("e", 50).indexOf(exchange.getIn().getHeader(EventHeaders.EVENT_ID));
                            unseen.add(sent - house.depth("crm"));
                            if (tries.incrementAndGet() == 30) {
                                throw new IllegalStateException("with a part of the batch sent");
                            }
                        });
            }
        });
        awaitDepth(InboxAddresses.subscriptionQueue("crm"), 0);

        // A send is never seen before its batch has ended, and a batch has more than one.
        assertThat(unseen).allMatch(sends -> sends > 0).anyMatch(sends -> sends > 1);
        assertThat(house.takeIds("crm")).isEqualTo(ids("e", 50));
    }

    @Test
    void aPoisonEventDiesAloneAndDelaysNobodyElse() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        house.inbox.queues.ensure("crm", null);
        append("e", 9, "chat");
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?maxAttempts=3&backoff=10ms&batchSize=64")
                        .routeId("crm")
                        .to("jms:queue:crm")
                        .process(exchange -> {
                            if (Events.id("e4").equals(exchange.getIn().getHeader(EventHeaders.EVENT_ID))) {
                                tries.incrementAndGet();
                                throw new IllegalArgumentException("poison");
                            }
                        })
                        .id("map-order");
            }
        });
        awaitDepth(InboxAddresses.deadLetterQueue("crm"), 1);
        append("f", 1, "chat");
        awaitDepth("crm", 9);

        List<String> expected = new ArrayList<>(ids("e", 9));
        expected.remove(Events.id("e4"));
        expected.add(Events.id("f0"));
        assertThat(house.takeIds("crm")).isEqualTo(expected);
        // Once in its batch, then three times alone.
        assertThat(tries).hasValue(4);
        house.inbox.read(InboxAddresses.deadLetterQueue("crm"), true, dead -> {
            assertThat(dead.getStringProperty("eventId")).isEqualTo(Events.id("e4"));
            assertThat(dead.getStringProperty("deadRoute")).isEqualTo("crm");
            assertThat(dead.getStringProperty("deadNode")).isEqualTo("map-order");
            // The message went there: it is not to blame.
            assertThat(dead.getStringProperty("deadEndpoint")).isNull();
            assertThat(dead.getIntProperty("deadAttempts")).isEqualTo(3);
            assertThat(dead.getStringProperty("deadException")).isEqualTo("java.lang.IllegalArgumentException");
            assertThat(dead.getStringProperty("deadReason")).isEqualTo("poison");
            assertThat(dead.getExpiration()).isZero();
        });
    }

    @Test
    void anErrorInARouteIsAFailureOfItsEventAndTheLaneGoesOn() throws Exception {
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?concurrency=1&maxAttempts=2&backoff=10ms")
                        .routeId("crm")
                        .process(exchange -> {
                            if (Events.id("a").equals(exchange.getIn().getHeader(EventHeaders.EVENT_ID))) {
                                throw new NoClassDefFoundError("org/example/Gone");
                            }
                        })
                        .to("jms:queue:crm");
            }
        });
        house.inbox.append(Events.text("a"));
        house.inbox.append(Events.text("b"));
        awaitDepth("crm", 1);
        awaitDepth(InboxAddresses.deadLetterQueue("crm"), 1);

        assertThat(house.takeIds("crm")).containsExactly(Events.id("b"));
        assertThat(house.inbox.ids(InboxAddresses.deadLetterQueue("crm"))).containsExactly(Events.id("a"));
        await().untilAsserted(() ->
                assertThat(house.camel.getInflightRepository().size()).isZero());
    }

    @Test
    void whatARouteHandlesIsDeliveredAndARollbackIsAFailure() throws Exception {
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?maxAttempts=1")
                        .routeId("handles")
                        .onException(IllegalStateException.class)
                        .handled(true)
                        .to("jms:queue:handled")
                        .end()
                        .throwException(new IllegalStateException("no matter"));
                from("zapi:events?maxAttempts=1")
                        .routeId("tries")
                        .doTry()
                        .throwException(new IllegalStateException("no matter"))
                        .doCatch(IllegalStateException.class)
                        .to("jms:queue:caught")
                        .end();
                from("zapi:events?maxAttempts=1")
                        .routeId("rolls-back")
                        .to("jms:queue:never")
                        .markRollbackOnly();
            }
        });
        house.inbox.append(Events.text("a"));

        awaitDepth("handled", 1);
        awaitDepth("caught", 1);
        awaitDepth(InboxAddresses.deadLetterQueue("rolls-back"), 1);
        assertThat(house.depth("never")).isZero();
        assertThat(house.depth(InboxAddresses.deadLetterQueue("handles"))).isZero();
        assertThat(house.depth(InboxAddresses.deadLetterQueue("tries"))).isZero();
    }

    @Test
    void aRouteThatWaitsDelaysOnlyItself() throws Exception {
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?backoff=1h&maxBackoff=1h")
                        .routeId("down")
                        .throwException(new ConnectException("refused"));
                from("zapi:events").routeId("up").to("jms:queue:up");
            }
        });
        append("e", 100, "chat");
        awaitDepth("up", 100);

        await().until(() -> status("down").state() == SubscriptionStatus.State.PAUSED);
        assertThat(status("down").reason()).startsWith("java.net.ConnectException, at throwException");
        await().untilAsserted(() -> assertThat(status("up").delivered()).isEqualTo(100));
        assertThat(house.depth(InboxAddresses.deadLetterQueue("down"))).isZero();

        // Returns before the hour has passed, or the build fails by its own limit.
        house.camel.getRouteController().stopRoute("down");
        assertThat(house.depth(InboxAddresses.subscriptionQueue("down"))).isEqualTo(100);
        assertThat(status("down").state()).isEqualTo(SubscriptionStatus.State.STOPPED);
        assertThat(status("up").state()).isEqualTo(SubscriptionStatus.State.RUNNING);
    }

    /** Camel stops routes one after the other: each target that is slow would be waited for, and served, in turn. */
    @Test
    void allLanesAreAskedToEndAtOnce() throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String id : List.of("slow", "slower")) {
                    from("zapi:events?batchSize=1&concurrency=1")
                            .routeId(id)
                            .process(exchange -> {
                                inside.countDown();
                                assertThat(release.await(1, TimeUnit.MINUTES)).isTrue();
                            })
                            .to("jms:queue:" + id);
                }
            }
        });
        append("e", 3, "chat");
        assertThat(inside.await(1, TimeUnit.MINUTES)).isTrue();

        house.subscriptions.end();
        release.countDown();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("slow")));

        for (String id : List.of("slow", "slower")) {
            assertThat(house.depth(id)).isEqualTo(1);
            house.camel.getRouteController().stopRoute(id);
            assertThat(house.depth(InboxAddresses.subscriptionQueue(id))).isEqualTo(2);
        }
    }

    @Test
    void aSubscriptionBelongsToOneRouteAtATime() throws Exception {
        house.routes(route("first", "zapi:events?subscription=shared", "jms:queue:first"));

        assertThatThrownBy(() -> house.routes(route("second", "zapi:events?subscription=shared", "jms:queue:x")))
                .hasStackTraceContaining("subscription 'shared' belongs to route 'first' already; give route 'second'");

        house.inbox.append(Events.text("a"));
        awaitDepth("first", 1);
        house.camel.getRouteController().stopRoute("first");
        house.routes(route("third", "zapi:events?subscription=shared", "jms:queue:third"));
        house.inbox.append(Events.text("b"));
        awaitDepth("third", 1);
    }

    @Test
    void lanesGoOnAfterTheBrokerWasStoppedAndStartedBeneathThem() throws Exception {
        house.routes(route("crm", "zapi:events?backoff=10ms&maxBackoff=100ms", "jms:queue:crm"));
        house.inbox.append(Events.text("a"));
        awaitDepth("crm", 1);

        house.inbox.broker.stop();
        await().until(() -> status("crm").state() == SubscriptionStatus.State.PAUSED);
        house.inbox.broker.start();
        house.inbox.append(Events.text("b"));
        awaitDepth("crm", 2);

        assertThat(house.takeIds("crm")).containsExactly(Events.id("a"), Events.id("b"));
        await().until(() -> status("crm").state() == SubscriptionStatus.State.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void aChatStaysInOrderThroughFailuresAndARestartOfTheRoute(int concurrency) throws Exception {
        int chats = 200;
        int each = 30;
        Set<String> failed = ConcurrentHashMap.newKeySet();
        AtomicInteger count = new AtomicInteger();
        house.inbox.queues.ensure("crm", null);
        for (int n = 0; n < each; n++) {
            int number = n;
            house.inbox.append(IntStream.range(0, chats)
                    .mapToObj(chat -> Events.text(chat + "-" + number, "chat-" + chat, "text"))
                    .toArray(CanonicalEvent[]::new));
        }
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?backoff=1ms&maxAttempts=100&concurrency=" + concurrency)
                        .routeId("crm")
                        .process(exchange -> sometimesFail(exchange, failed, count))
                        .to("jms:queue:crm");
            }
        });
        for (int stop = 1; stop <= 3; stop++) {
            int until = stop * chats * each / 5;
            await().until(() -> house.depth("crm") >= until);
            house.camel.getRouteController().stopRoute("crm");
            house.camel.getRouteController().startRoute("crm");
        }
        awaitDepth("crm", chats * each);

        int[] next = new int[chats];
        for (Message message : house.take("crm")) {
            String[] name = message.getStringProperty("messageId").split("-");
            assertThat(Integer.parseInt(name[1])).as("of chat " + name[0]).isEqualTo(next[Integer.parseInt(name[0])]++);
        }
        assertThat(next).containsOnly(each);
        assertThat(failed).isNotEmpty();
        assertThat(house.ledgers.of("crm")).hasValueSatisfying(ledger -> {
            assertThat(ledger.balanced()).as("%s", ledger).isTrue();
            assertThat(ledger.delivered()).isEqualTo(chats * each);
        });
        assertThat(house.depth(InboxAddresses.deadLetterQueue("crm"))).isZero();
    }

    private static void sometimesFail(Exchange exchange, Set<String> failed, AtomicInteger count) {
        String id = exchange.getIn().getHeader(EventHeaders.EVENT_ID, String.class);
        if (count.incrementAndGet() % 500 == 0 && failed.add(id)) {
            throw new IllegalStateException("sporadic");
        }
    }

    private SubscriptionStatus status(String name) {
        return house.subscriptions.status().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Sends a message with a duplicate id, as any client may. */
    private void sendAsAClient(String queue, String duplicateId) throws Exception {
        try (JMSContext client = house.inbox.broker.connectionFactory().createContext()) {
            client.createProducer().setProperty("_AMQ_DUPL_ID", duplicateId).send(client.createQueue(queue), "text");
        }
    }

    private List<String> duplicateIds(String queue) throws Exception {
        List<String> ids = new ArrayList<>();
        for (Message message : house.take(queue)) {
            ids.add(message.getStringProperty("_AMQ_DUPL_ID"));
        }
        return ids;
    }

    private void append(String prefix, int events, String chat) throws Exception {
        house.inbox.append(IntStream.range(0, events)
                .mapToObj(i -> Events.text(prefix + i, chat, "text"))
                .toArray(CanonicalEvent[]::new));
    }

    private static List<String> ids(String prefix, int events) {
        return IntStream.range(0, events).mapToObj(i -> Events.id(prefix + i)).toList();
    }

    private void awaitDepth(String queue, long depth) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(house.depth(queue)).isEqualTo(depth));
    }

    private static RouteBuilder route(String id, String from, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId(id).to(to);
            }
        };
    }
}
