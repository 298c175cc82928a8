package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions while their routes come and go. */
class SubscriptionsIT {
    private static final EventFilter ALL = new EventFilter(Map.of());
    private static final EventFilter NO_FILTER = new EventFilter(Map.of("types", "eventType ="));
    private static final int RESTARTS = 300;

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
    void aSubscriptionWhoseRouteIsRestartedStandsOnceInEachLook() throws Exception {
        Subscription first = open("orders", ALL);
        CompletableFuture<Void> restarts = CompletableFuture.runAsync(() -> restart(first));
        Set<List<String>> looks = new HashSet<>();
        do {
            looks.add(house.subscriptions.status().stream()
                    .map(SubscriptionStatus::name)
                    .toList());
        } while (!restarts.isDone());

        restarts.get();
        assertThat(looks).containsExactly(List.of("crm"));
    }

    @Test
    void aRouteThatCannotOpenASubscriptionLeavesItToTheOneThatStopped() throws Exception {
        house.subscriptions.close(open("orders", ALL));

        assertThatThrownBy(() -> open("others", NO_FILTER)).isInstanceOf(Exception.class);
        assertThat(house.subscriptions.status()).singleElement().satisfies(status -> {
            assertThat(status.route()).isEqualTo("orders");
            assertThat(status.state()).isEqualTo(SubscriptionStatus.State.STOPPED);
        });

        house.subscriptions.leave("crm", "orders");
        assertThatThrownBy(() -> open("others", NO_FILTER)).isInstanceOf(Exception.class);
        assertThat(house.subscriptions.status()).isEmpty();
    }

    private void restart(Subscription first) {
        try {
            Subscription opened = first;
            for (int i = 0; i < RESTARTS; i++) {
                house.subscriptions.close(opened);
                opened = open("orders", ALL);
            }
        } catch (Exception e) {
            throw new AssertionError("a route cannot be restarted", e);
        }
    }

    private Subscription open(String routeId, EventFilter filter) throws Exception {
        return house.subscriptions.open("crm", routeId, null, filter);
    }
}
