package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0, 1000",
        "1, 0.5, 750",
        "2, 0, 2000",
        "4, 0, 8000",
        "7, 0, 60000",
        "2147483647, 0, 60000",
        "100, 0.999999, 30001"
    })
    void doublesUpToAMinuteLessARandomPartOfAHalf(int failures, double random, long millis) {
        assertThat(new Backoff(() -> random).after(failures)).hasMillis(millis);
    }
}
