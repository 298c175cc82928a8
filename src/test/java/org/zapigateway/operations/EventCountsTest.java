package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zapigateway.inbox.EventFacts;

class EventCountsTest {
    private final EventCounts counts = new EventCounts();

    @Test
    void eachIntervalHasWhatCameInIt() {
        count("I", "message.received", 2);
        counts.tick();
        counts.tick();
        count("I", "message.received", 3);
        counts.tick();
        count("I", "message.received", 1);

        EventCounts.Series series = counts.series().get(0);
        assertThat(series.intervals()).containsExactly(2L, 0L, 3L);
        assertThat(series.count()).isEqualTo(6);
        assertThat(series.lastAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void oldIntervalsAreForgotten() {
        count("I", "message.received", 1);
        for (int i = 0; i < EventCounts.INTERVALS + 1; i++) {
            counts.tick();
        }
        assertThat(counts.series().get(0).intervals())
                .hasSize(EventCounts.INTERVALS)
                .containsOnly(0L);
    }

    @Test
    void whoInventsInstancesFillsNoMemory() {
        for (int i = 0; i < 2 * EventCounts.MOST_SERIES; i++) {
            count("I" + i, "message.received", 1);
        }
        List<EventCounts.Series> series = counts.series();
        assertThat(series).hasSize(EventCounts.MOST_SERIES + 1);
        assertThat(series.get(EventCounts.MOST_SERIES).instanceId()).isNull();
        assertThat(series.get(EventCounts.MOST_SERIES).count()).isEqualTo(EventCounts.MOST_SERIES);
    }

    private void count(String instanceId, String type, int times) {
        for (int i = 0; i < times; i++) {
            counts.stored(new EventFacts("id", type, instanceId, null, null, null, Instant.EPOCH), List.of());
        }
    }
}
