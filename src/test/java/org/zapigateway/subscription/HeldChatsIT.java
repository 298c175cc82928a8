package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.inbox.Events;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.KeptMessages;

/** A chat, or a target, in trouble: who waits for it and who does not. */
class HeldChatsIT {
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
    void aChatThatWaitsForARetryHoldsBackOnlyItselfUntilAnOperatorGivesItsEventUp() throws Exception {
        house.routes(failing("zapi:events?concurrency=1&backoff=1h&maxBackoff=1h", "a0", new AtomicBoolean(true)));
        append("a", 5, "chat-a");
        append("b", 200, "chat-b");
        awaitDepth("crm", 200);

        await().until(() -> status().heldEvents() == 5);
        assertThat(status().heldChats()).isEqualTo(1);
        assertThat(status().state()).isEqualTo(SubscriptionStatus.State.RUNNING);
        assertThat(status().failedAttempts()).isEqualTo(1);
        assertThat(house.takeIds("crm")).isEqualTo(ids("b", 0, 200));

        assertThat(house.subscriptions.giveUp("crm", Events.id("a1"), "not the first"))
                .isFalse();
        assertThat(house.subscriptions.giveUp("nobody", Events.id("a0"), "unknown"))
                .isFalse();
        assertThat(house.subscriptions.giveUp("crm", Events.id("a0"), "blocks its chat"))
                .isTrue();
        awaitDepth("crm", 4);

        assertThat(house.takeIds("crm")).isEqualTo(ids("a", 1, 5));
        house.inbox.read(InboxAddresses.deadLetterQueue("crm"), true, dead -> {
            assertThat(dead.getStringProperty("eventId")).isEqualTo(Events.id("a0"));
            assertThat(dead.getStringProperty("deadReason")).isEqualTo("blocks its chat");
        });
        assertThat(house.depth(InboxAddresses.deadLetterQueue("crm"))).isEqualTo(1);
        await().until(() -> status().heldChats() == 0);
    }

    @Test
    void whatAHeldChatKeepsInMemoryIsAsOldAsItWasInTheQueue() throws Exception {
        Instant since = appendBefore("crm", 5);
        house.routes(failing("zapi:events?backoff=1h&maxBackoff=1h", "a0", new AtomicBoolean(true)));
        await().until(() -> status().heldEvents() == 5);

        assertThat(oldest("crm")).contains(since);
        house.subscriptions.giveUp("crm", Events.id("a0"), "blocks its chat");
        awaitDepth(InboxAddresses.subscriptionQueue("crm"), 0);
        assertThat(oldest("crm")).isEmpty();
    }

    @Test
    void whatWaitsInMemoryForATargetThatIsAwayIsAsOldAsItWasInTheQueue() throws Exception {
        Instant since = appendBefore("crm", 5);
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?backoff=1h&maxBackoff=1h").routeId("crm").process(exchange -> {
                    throw new ConnectException("nobody there");
                });
            }
        });
        await().until(() -> status().state() == SubscriptionStatus.State.PAUSED);

        assertThat(oldest("crm")).contains(since);
        house.camel.getRouteController().stopRoute("crm");
        assertThat(oldest("crm")).contains(since);
    }

    @Test
    void aHeldChatIsInOrderAgainAfterAStopOfTheRoute() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        house.routes(failing("zapi:events?concurrency=2&backoff=1h&maxBackoff=1h", "a0", broken));
        append("a", 50, "chat-a");
        await().until(() -> status().heldEvents() == 50);

        house.camel.getRouteController().stopRoute("crm");
        assertThat(house.inbox.ids(InboxAddresses.subscriptionQueue("crm"))).isEqualTo(ids("a", 0, 50));
        broken.set(false);
        house.camel.getRouteController().startRoute("crm");
        awaitDepth("crm", 50);

        assertThat(house.takeIds("crm")).isEqualTo(ids("a", 0, 50));
    }

    @Test
    void whoHoldsTooMuchPausesAndLosesNothing() throws Exception {
        house.routes(failing("zapi:events?backoff=1h&maxBackoff=1h&heldEvents=20", "a0", new AtomicBoolean(true)));
        append("a", 1, "chat-a");
        await().until(() -> status().heldChats() == 1);
        house.inbox.append(IntStream.range(1, 30)
                .mapToObj(i -> Events.text("a" + i, "chat-a", "text"))
                .toArray(CanonicalEvent[]::new));
        append("b", 30, "chat-b");
        await().until(() -> status().state() == SubscriptionStatus.State.PAUSED);
        assertThat(status().reason()).isEqualTo("20 events of 1 chats wait for a retry");
        Instant since = status().pausedSince();
        assertThat(since).isNotNull();
        assertThat(house.depth("crm")).isZero();

        assertThat(status().pausedSince()).isEqualTo(since);
        house.subscriptions.giveUp("crm", Events.id("a0"), "blocks its chat");
        awaitDepth("crm", 59);
        assertThat(house.takeIds("crm")).containsSubsequence(ids("a", 1, 30)).containsSubsequence(ids("b", 0, 30));
        assertThat(status().state()).isEqualTo(SubscriptionStatus.State.RUNNING);
        assertThat(status().pausedSince()).isNull();
    }

    @Test
    void anEventThatFailsLikeAnOutageIsFoundAndDoesNotBlockForEver() throws Exception {
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                // One by one, so that others still wait when the one is looked for.
                from("zapi:events?batchSize=1&maxAttempts=3&backoff=1ms&maxBackoff=5ms")
                        .routeId("crm")
                        .process(exchange -> {
                            if (isEvent(exchange, "a1")) {
                                throw new ConnectException("its own address is wrong");
                            }
                        })
                        .to("jms:queue:crm");
                from("zapi:events").routeId("other").to("jms:queue:other");
            }
        });
        append("a", 3, "chat-a");
        append("b", 100, "chat-b");
        awaitDepth(InboxAddresses.subscriptionQueue("crm"), 0);

        awaitDepth("crm", 102);
        awaitDepth("other", 103);
        assertThat(house.inbox.ids(InboxAddresses.deadLetterQueue("crm"))).containsExactly(Events.id("a1"));
        assertThat(house.takeIds("crm"))
                .containsSubsequence(Events.id("a0"), Events.id("a2"))
                .containsSubsequence(ids("b", 0, 100));
        assertThat(house.depth(InboxAddresses.deadLetterQueue("other"))).isZero();
    }

    @Test
    void whenTheOnlyEventOfAnOutageIsGivenUpTheSubscriptionIsPausedNoLonger() throws Exception {
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?backoff=1h&maxBackoff=1h").routeId("crm").process(exchange -> {
                    throw new ConnectException("its own address is wrong");
                });
            }
        });
        append("a", 1, "chat-a");
        await().until(() -> status().state() == SubscriptionStatus.State.PAUSED);

        assertThat(house.subscriptions.giveUp("crm", Events.id("a0"), "blocks its chat"))
                .isTrue();

        awaitDepth(InboxAddresses.deadLetterQueue("crm"), 1);
        await().until(() -> status().state() == SubscriptionStatus.State.RUNNING);
    }

    @Test
    void anEventThatIsGivenUpWhileItRunsIsDeliveredWhenThatRunSucceeds() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?batchSize=1")
                        .routeId("crm")
                        .process(exchange -> answer.await())
                        .to("jms:queue:crm");
            }
        });
        append("a", 2, "chat-a");
        await().until(() -> status().inFlight() == 1);

        assertThat(house.subscriptions.giveUp("crm", Events.id("a0"), "blocks its chat"))
                .isTrue();
        answer.countDown();

        awaitDepth("crm", 2);
        assertThat(house.takeIds("crm")).isEqualTo(ids("a", 0, 2));
        assertThat(house.depth(InboxAddresses.deadLetterQueue("crm"))).isZero();
    }

    @Test
    void aTargetThatHangsForOneChatDelaysNoOther() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        house.routes(hanging("a0", answer));
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events").routeId("other").to("jms:queue:other");
            }
        });
        append("a", 3, "chat-a");
        append("b", 20, "chat-b");
        awaitDepth("crm", 20);
        awaitDepth("other", 23);
        await().untilAsserted(() -> assertThat(status().inFlight()).isEqualTo(1));

        answer.countDown();
        awaitDepth("crm", 23);
        assertThat(house.takeIds("crm")).isEqualTo(concat(ids("b", 0, 20), ids("a", 0, 3)));
    }

    @Test
    void manyEventsOfAChatThatHangsAlsoOnDiskShutOutNoOther() throws Exception {
        house.close();
        house = GatewayHouse.open(directory, DataSize.ofMegabytes(1));
        CountDownLatch answer = new CountDownLatch(1);
        int many = 1_000;
        for (int i = 0; i < many; i += 100) {
            house.inbox.append(IntStream.range(i, i + 100)
                    .mapToObj(number -> Events.text("a" + number, "chat-a", "x".repeat(2_048)))
                    .toArray(CanonicalEvent[]::new));
        }
        awaitDepth(InboxAddresses.UNROUTED, many);
        house.routes(hanging("a0", answer));
        assertThat(house.deadLetters.replay("zapi.unrouted", "crm", DeadLetterFilter.ALL, many, null))
                .isEqualTo(new KeptMessages.Taken(many, false));
        append("b", 20, "chat-b");
        awaitDepth("crm", 20);
        assertThat(status().state()).isEqualTo(SubscriptionStatus.State.RUNNING);

        answer.countDown();
        awaitDepth("crm", 20 + many);
        assertThat(house.takeIds("crm")).isEqualTo(concat(ids("b", 0, 20), ids("a", 0, many)));
    }

    @Test
    void whatAFilterLetsPassIsNoProofThatTheServiceIsBack() throws Exception {
        AtomicBoolean away = new AtomicBoolean(true);
        AtomicInteger asked = new AtomicInteger();
        HttpServer service = service(request -> {
            asked.incrementAndGet();
            // Not 503: the client would ask again by itself, after a second.
            return away.get() ? 502 : 204;
        });
        try {
            house.routes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("zapi:events?maxAttempts=2&backoff=1ms&maxBackoff=2ms")
                            .routeId("crm")
                            .filter(header(EventHeaders.CHAT_ID).startsWith("order"))
                            .to("http://127.0.0.1:" + service.getAddress().getPort() + "/orders");
                }
            });
            append("a", 2, "order-a");
            append("b", 1, "order-b");
            await().until(() -> status().state() == SubscriptionStatus.State.PAUSED);
            Instant since = status().pausedSince();
            for (int round = 1; round <= 10; round++) {
                append("talk" + round + "-", 20, "chat-" + round);
                awaitDepth(InboxAddresses.subscriptionQueue("crm"), 3);
                int before = asked.get();
                await().until(() -> asked.get() > before + 3);
            }
            assertThat(house.depth(InboxAddresses.deadLetterQueue("crm"))).isZero();
            assertThat(status().failedAttempts()).isZero();
            assertThat(status().state()).isEqualTo(SubscriptionStatus.State.PAUSED);
            assertThat(status().pausedSince()).as("one pause").isEqualTo(since);

            away.set(false);
            awaitDepth(InboxAddresses.subscriptionQueue("crm"), 0);
            assertThat(house.depth(InboxAddresses.deadLetterQueue("crm"))).isZero();
            await().untilAsserted(() -> assertThat(status().delivered()).isEqualTo(203));
        } finally {
            service.stop(0);
        }
    }

    @Test
    void aServiceThatAnswers503IsWaitedForAndOneThatAnswers400Kills() throws Exception {
        AtomicBoolean away = new AtomicBoolean(true);
        List<String> taken = new ArrayList<>();
        HttpServer service = service(request -> {
            String id = request.getRequestHeaders().getFirst("eventId");
            int status = away.get() ? 503 : id.equals(Events.id("a2")) ? 400 : 204;
            if (status == 204) {
                taken.add(id);
            }
            return status;
        });
        try {
            house.routes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("zapi:events?maxAttempts=2&backoff=10ms&maxBackoff=50ms&concurrency=1")
                            .routeId("crm")
                            .to("http://127.0.0.1:" + service.getAddress().getPort() + "/events");
                }
            });
            append("a", 5, "chat-a");
            await().until(() -> status().state() == SubscriptionStatus.State.PAUSED);
            assertThat(status().failedAttempts()).isZero();
            away.set(false);
            awaitDepth(InboxAddresses.subscriptionQueue("crm"), 0);

            assertThat(taken).containsExactly(Events.id("a0"), Events.id("a1"), Events.id("a3"), Events.id("a4"));
            assertThat(house.inbox.ids(InboxAddresses.deadLetterQueue("crm"))).containsExactly(Events.id("a2"));
        } finally {
            service.stop(0);
        }
    }

    /** A service on a free port that answers by status alone. */
    private static HttpServer service(ToIntFunction<HttpExchange> status) throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", request -> {
            request.sendResponseHeaders(status.applyAsInt(request), -1);
            request.close();
        });
        service.start();
        return service;
    }

    private static RouteBuilder hanging(String event, CountDownLatch answer) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?batchSize=1&concurrency=2")
                        .routeId("crm")
                        .process(exchange -> {
                            if (isEvent(exchange, event)) {
                                answer.await();
                            }
                        })
                        .to("jms:queue:crm");
            }
        };
    }

    private RouteBuilder failing(String from, String poison, AtomicBoolean broken) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from)
                        .routeId("crm")
                        .process(exchange -> {
                            if (broken.get() && isEvent(exchange, poison)) {
                                throw new IllegalStateException("not yet");
                            }
                        })
                        .to("jms:queue:crm");
            }
        };
    }

    private static boolean isEvent(Exchange exchange, String name) {
        return Events.id(name).equals(exchange.getIn().getHeader(EventHeaders.EVENT_ID));
    }

    private SubscriptionStatus status() {
        return house.subscriptions.status().stream()
                .filter(status -> status.name().equals("crm"))
                .findFirst()
                .orElseThrow();
    }

    private void append(String prefix, int events, String chat) throws Exception {
        house.inbox.append(IntStream.range(0, events)
                .mapToObj(i -> Events.text(prefix + i, chat, "text"))
                .toArray(CanonicalEvent[]::new));
    }

    /** Events of one chat that come before there is a route; tells since when the first lies in the queue. */
    private Instant appendBefore(String subscription, int events) throws Exception {
        house.inbox.queues.ensure(subscription, null);
        append("a", events, "chat-a");
        awaitDepth(InboxAddresses.subscriptionQueue(subscription), events);
        return oldest(subscription).orElseThrow();
    }

    private Optional<Instant> oldest(String subscription) {
        return house.inbox.queues.oldest(InboxAddresses.subscriptionQueue(subscription));
    }

    private static List<String> ids(String prefix, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Events.id(prefix + i)).toList();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private void awaitDepth(String queue, long depth) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(house.depth(queue)).isEqualTo(depth));
    }
}
