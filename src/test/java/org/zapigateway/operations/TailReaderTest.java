package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TailReaderTest {
    private final TailReader reader = new TailReader(TailFilter.ALL, 1_000);

    @Test
    void whoIsTooSlowLosesLinesAndIsToldHowMany() throws Exception {
        for (int i = 0; i < 1_500; i++) {
            reader.offer(line(i));
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(reader.next(0)).isEqualTo(line(i));
        }
        assertThat(reader.next(0)).isEqualTo(TailLine.lost(500));

        reader.offer(line(1_500));
        assertThat(reader.next(0)).isEqualTo(line(1_500));
        assertThat(reader.next(0)).isNull();
    }

    private static TailLine line(int number) {
        return new TailLine(
                null, "accepted", "event-" + number, null, null, null, null, 0L, null, null, null, null, null, null);
    }
}
