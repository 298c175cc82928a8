package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import org.zapigateway.event.CanonicalEvent;

/** A backlog lies on disk, not in memory. */
class InboxPagingIT {
    private static final String QUEUE = InboxAddresses.subscriptionQueue("slow");
    private static final int EVENTS = 5_000;
    private static final DataSize MEMORY = DataSize.ofMegabytes(1);

    @TempDir
    Path directory;

    @Test
    void aBacklogIsPagedConsumedInOrderAndItsRepeatsAreKnown() throws Exception {
        try (InboxHouse house = InboxHouse.open(directory, MEMORY)) {
            house.queues.ensure("slow", null);
            appendAll(house);

            PagingStore store = pages(house, InboxAddresses.EVENTS);
            assertThat(store.isPaging()).isTrue();
            assertThat(store.getAddressSize()).isLessThan(2 * MEMORY.toBytes());
            assertThat(house.depth(QUEUE)).isEqualTo(EVENTS);
        }
        try (InboxHouse house = InboxHouse.open(directory, MEMORY)) {
            appendAll(house);

            assertThat(house.inbox.stored()).isZero();
            assertThat(house.inbox.repeated()).isEqualTo(EVENTS);
            List<StoredEvent> consumed = new ArrayList<>();
            // Paged events come when they have been read from disk, not at once.
            await().untilAsserted(() -> {
                consumed.addAll(house.consume(QUEUE));
                assertThat(consumed).hasSize(EVENTS);
            });
            assertThat(consumed)
                    .extracting(StoredEvent::id)
                    .containsExactlyElementsOf(IntStream.range(0, EVENTS)
                            .mapToObj(i -> Events.id("e" + i))
                            .toList());
        }
    }

    @Test
    void whatNobodyWantsTakesNoMemoryFromWhatSomebodyWaitsFor() throws Exception {
        try (InboxHouse house = InboxHouse.open(directory, MEMORY)) {
            house.queues.ensure("other", "eventType = 'chat.presence'");
            appendAll(house);

            assertThat(house.depth(InboxAddresses.UNROUTED)).isEqualTo(EVENTS);
            PagingStore unrouted = pages(house, InboxAddresses.UNROUTED);
            assertThat(unrouted.isPaging()).isTrue();
            assertThat(unrouted.getAddressSize()).isBetween(MEMORY.toBytes() / 2, 2 * MEMORY.toBytes());
            PagingStore events = pages(house, InboxAddresses.EVENTS);
            assertThat(events.isPaging()).isFalse();
            assertThat(events.getAddressSize()).isLessThan(MEMORY.toBytes() / 2);
        }
        try (InboxHouse house = InboxHouse.open(directory, MEMORY)) {
            appendAll(house);

            assertThat(house.inbox.stored()).isZero();
            assertThat(house.depth(InboxAddresses.UNROUTED)).isEqualTo(EVENTS);
        }
    }

    private static PagingStore pages(InboxHouse house, String address) throws Exception {
        return house.broker.server().getPagingManager().getPageStore(SimpleString.of(address));
    }

    private static void appendAll(InboxHouse house) throws Exception {
        String text = "x".repeat(2_048);
        for (int i = 0; i < EVENTS; i += 100) {
            house.append(IntStream.range(i, i + 100)
                    .mapToObj(n -> Events.text("e" + n, "chat", text))
                    .toArray(CanonicalEvent[]::new));
        }
    }
}
