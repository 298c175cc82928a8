package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.event.EventType;
import org.zapigateway.inbox.Events;
import org.zapigateway.inbox.InboxAddresses;

/** Accepted is delivered, dead, discarded or pending. */
class LedgersIT {
    private static final DataSize MEMORY = DataSize.ofMegabytes(1);

    private final Set<String> poison = ConcurrentHashMap.newKeySet();

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
    void theBooksComeOutEvenThroughDeathReplayDiscardAndAdoption() throws Exception {
        poison.add(Events.id("e3"));
        poison.add(Events.id("e7"));
        house.inbox.append(Events.of(EventType.MESSAGE_STATUS, "unwanted", "chat", "x"));
        house.routes(route("crm", "&types=message.received"));
        append("e", 10);
        await("ten").untilAsserted(() -> assertThat(ledger()).matches(is(10, 8, 2, 0, 0, 0)));

        house.deadLetters.replay("crm", null, DeadLetterFilter.ofEvent(Events.id("e3")), 10, null);
        await("dead again").untilAsserted(() -> assertThat(ledger()).matches(is(10, 8, 2, 0, 0, 1)));
        poison.clear();
        house.deadLetters.replay("crm", null, DeadLetterFilter.ofEvent(Events.id("e3")), 10, null);
        await("mended").untilAsserted(() -> assertThat(ledger()).matches(is(10, 9, 1, 0, 0, 2)));
        house.deadLetters.discard("crm", DeadLetterFilter.ALL, 10, "a test");
        await("discarded").untilAsserted(() -> assertThat(ledger()).matches(is(10, 9, 0, 1, 0, 2)));

        house.deadLetters.replay("zapi.unrouted", "crm", DeadLetterFilter.ALL, 10, null);
        await("adopted").untilAsserted(() -> assertThat(ledger()).matches(is(11, 10, 0, 1, 0, 2)));

        house.camel.getRouteController().stopRoute("crm");
        append("late", 5);
        await("pending").untilAsserted(() -> assertThat(ledger()).matches(is(16, 10, 0, 1, 5, 2)));
        assertThat(house.subscriptions.status()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(SubscriptionStatus.State.STOPPED);
            assertThat(status.delivered()).isEqualTo(10);
        });
    }

    @Test
    void whatVanishesIsMissed() throws Exception {
        house.routes(route("crm", ""));
        house.camel.getRouteController().stopRoute("crm");
        append("e", 3);
        await().untilAsserted(() -> assertThat(ledger()).matches(is(3, 0, 0, 0, 3, 0)));

        house.inbox
                .broker
                .server()
                .locateQueue(SimpleString.of(InboxAddresses.subscriptionQueue("crm")))
                .deleteAllReferences();

        await().until(() -> ledger().pending() == 0);
        assertThat(ledger().balanced()).isFalse();
    }

    @Test
    void whatLayThereAtTheStartIsCarriedOverAlsoFromDisk() throws Exception {
        poison.add(Events.id("e0"));
        house.routes(route("crm", ""));
        append("e", 1);
        await().untilAsserted(() -> assertThat(ledger()).matches(is(1, 0, 1, 0, 0, 0)));
        house.camel.getRouteController().stopRoute("crm");
        String text = "x".repeat(2_048);
        for (int i = 0; i < 20; i++) {
            int first = i * 100;
            house.inbox.append(IntStream.range(first, first + 100)
                    .mapToObj(n -> Events.text("f" + n, "chat-" + n, text))
                    .toArray(CanonicalEvent[]::new));
        }

        house.close();
        house = GatewayHouse.open(directory, MEMORY);
        await("counted").untilAsserted(() -> assertThat(ledger()).matches(is(2_001, 0, 1, 0, 2_000, 0)));
        house.routes(route("crm", ""));
        append("g", 10);

        await("delivered").atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(ledger())
                .matches(is(2_011, 2_010, 1, 0, 0, 0)));
    }

    @Test
    void newBooksAreOpenedWhenTheBrokerWasStartedAgain() throws Exception {
        house.routes(route("crm", ""));
        append("e", 3);
        await().untilAsserted(() -> assertThat(ledger()).matches(is(3, 3, 0, 0, 0, 0)));
        house.camel.getRouteController().stopRoute("crm");
        append("f", 2);
        await().untilAsserted(() -> assertThat(ledger()).matches(is(5, 3, 0, 0, 2, 0)));

        house.inbox.broker.stop();
        assertThat(house.ledgers.of("crm")).isEmpty();
        house.inbox.broker.start();

        await().untilAsserted(() -> assertThat(ledger()).matches(is(2, 0, 0, 0, 2, 0)));
        house.camel.getRouteController().startRoute("crm");
        await().untilAsserted(() -> assertThat(ledger()).matches(is(2, 2, 0, 0, 0, 0)));
    }

    private Ledger ledger() {
        return house.ledgers.of("crm").orElseThrow(() -> new AssertionError("no books yet"));
    }

    private static Predicate<Ledger> is(
            long accepted, long delivered, long dead, long discarded, long pending, long replayed) {
        return ledger -> ledger.balanced()
                && ledger.accepted() == accepted
                && ledger.delivered() == delivered
                && ledger.dead() == dead
                && ledger.discarded() == discarded
                && ledger.pending() == pending
                && ledger.replayed() == replayed;
    }

    private void append(String prefix, int events) throws Exception {
        house.inbox.append(IntStream.range(0, events)
                .mapToObj(i -> Events.text(prefix + i))
                .toArray(CanonicalEvent[]::new));
    }

    private RouteBuilder route(String id, String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?maxAttempts=1&backoff=1ms" + options)
                        .routeId(id)
                        .process(exchange -> {
                            if (poison.contains(exchange.getIn().getHeader(EventHeaders.EVENT_ID))) {
                                throw new IllegalStateException("poison");
                            }
                        })
                        .to("jms:queue:" + id);
            }
        };
    }
}
