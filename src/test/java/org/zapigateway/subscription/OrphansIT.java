package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.inbox.Events;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.SubscriptionFigures;

/** Subscriptions whose route is gone. */
class OrphansIT {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path directory;

    private GatewayHouse house;
    private Orphans orphans;
    private Instant now = START;

    @BeforeEach
    void open() throws Exception {
        house = GatewayHouse.open(directory);
        orphans = new Orphans(house.subscriptions, house.inbox.queues, () -> now);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void anOrphanKeepsItsEventsAndItsAgeUntilARouteWorksOnItAgain() throws Exception {
        house.routes(route("crm"));
        assertThat(orphans.look()).isEmpty();

        leave("crm");
        house.inbox.append(Events.text("a"));
        await().until(() -> house.depth(InboxAddresses.subscriptionQueue("crm")) == 1);
        assertThat(orphans.look()).containsExactly(new Orphan("crm", START, 1, 0));
        now = START.plusSeconds(60);
        assertThat(orphans.look()).containsExactly(new Orphan("crm", START, 1, 0));
        assertThat(orphans.known()).containsOnlyKeys("crm");

        house.routes(route("crm"));
        assertThat(orphans.look()).isEmpty();
        assertThat(orphans.known()).isEmpty();
        await().until(() -> house.depth("crm") == 1);

        leave("crm");
        assertThat(orphans.look()).extracting(Orphan::since).containsExactly(now);
    }

    @Test
    void aSubscriptionInUseIsNotRemoved() throws Exception {
        house.routes(route("crm"));

        assertThatThrownBy(() -> house.subscriptions.remove("crm", true, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("subscription 'crm' belongs to route 'crm'");
        assertThatThrownBy(() -> house.subscriptions.remove("cmr", true, null))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("there is no subscription 'cmr'");

        leave("crm");
        house.inbox.append(Events.text("a"));
        await().until(() -> house.depth(InboxAddresses.subscriptionQueue("crm")) == 1);
        assertThatThrownBy(() -> house.subscriptions.remove("crm", false, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has 1 events and 0 dead letters");

        // It is as it was: new events come, and a route gets all.
        house.inbox.append(Events.text("b"));
        house.routes(route("crm"));
        await().until(() -> house.depth("crm") == 2);
        assertThat(house.depth(InboxAddresses.UNROUTED)).isZero();
    }

    @Test
    void aRemovalThatIsRefusedTurnsNoEventAway() throws Exception {
        house.inbox.queues.ensure("crm", null);
        house.inbox.append(Events.text("first"));
        await().until(() -> house.depth(InboxAddresses.subscriptionQueue("crm")) == 1);

        CompletableFuture<SubscriptionFigures> removal = CompletableFuture.supplyAsync(() -> remove("crm"));
        AtomicInteger accepted = new AtomicInteger(1);
        while (!removal.isDone()) {
            house.inbox.append(Events.text("meanwhile" + accepted.incrementAndGet()));
        }

        assertThat(removal.get().isInUse()).isTrue();
        await().until(() -> house.depth(InboxAddresses.subscriptionQueue("crm")) == accepted.get());
    }

    private SubscriptionFigures remove(String subscription) {
        try {
            return house.inbox.queues.remove(subscription, false);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRemovedSubscriptionIsGoneAlsoAfterARestartAndCanBeginAnew() throws Exception {
        house.routes(route("crm"));
        leave("crm");
        house.inbox.append(Events.text("a"));
        await().until(() -> house.depth(InboxAddresses.subscriptionQueue("crm")) == 1);

        house.subscriptions.remove("crm", true, "a test");

        assertThat(house.inbox.queues.figures()).isEmpty();
        assertThat(house.inbox.queues.withDeadLetters()).isEmpty();
        house.inbox.append(Events.text("b"));
        await().untilAsserted(() ->
                assertThat(house.inbox.ids(InboxAddresses.UNROUTED)).containsExactly(Events.id("b")));
        house.inbox.broker.stop();
        house.inbox.broker.start();
        assertThat(house.inbox.queues.figures()).isEmpty();

        house.routes(route("crm"));
        house.inbox.append(Events.text("c"));
        await().until(() -> house.depth("crm") == 1);
        assertThat(house.takeIds("crm")).containsExactly(Events.id("c"));
    }

    @Test
    void onlyWhatIsOldEnoughIsRemovedAndNothingAtTheFirstLook() throws Exception {
        house.inbox.queues.ensure("old", null);
        house.inbox.queues.ensure("worked", null);
        house.routes(route("worked"));
        Duration age = Duration.ofHours(2);

        now = START.plus(Duration.ofDays(365));
        orphans.look();
        orphans.removeOlderThan(age);
        assertThat(subscriptions()).containsExactly("old", "worked");

        now = now.plus(Duration.ofHours(1));
        house.inbox.queues.ensure("young", null);
        orphans.look();
        orphans.look();
        now = now.plus(Duration.ofMinutes(61));
        orphans.removeOlderThan(age);
        assertThat(subscriptions()).containsExactly("worked", "young");
    }

    /** A stopped route still owns its subscription; one that is removed does not. */
    private void leave(String route) throws Exception {
        house.camel.getRouteController().stopRoute(route);
        assertThat(orphans.look()).extracting(Orphan::name).doesNotContain(route);
        assertThat(house.camel.removeRoute(route)).isTrue();
    }

    private Iterable<String> subscriptions() {
        return house.inbox.queues.figures().stream()
                .map(SubscriptionFigures::name)
                .toList();
    }

    private static RouteBuilder route(String id) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events").routeId(id).to("jms:queue:" + id);
            }
        };
    }
}
