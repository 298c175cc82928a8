package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FIELD_CATALOGUE section 10. */
class EpochTimeTest {
    @ParameterizedTest
    @CsvSource({
        "1757252945003, 2025-09-07T13:49:05.003Z",
        "1580163342, 2020-01-27T22:15:42Z",
        "1230768000, 2009-01-01T00:00:00Z",
        "4102444799999, 2099-12-31T23:59:59.999Z"
    })
    void readsMillisecondsAndSeconds(long number, Instant expected) {
        assertThat(EpochTime.of(number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            longs = {
                0,
                -1,
                1,
                26151515154L,
                1230767999L,
                100_000_000_000L,
                4102444800000L,
                Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void whatIsNoPlausibleTimeIsAbsent(Long number) {
        assertThat(EpochTime.of(number)).isNull();
    }
}
