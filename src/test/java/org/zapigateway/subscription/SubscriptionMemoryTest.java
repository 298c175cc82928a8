package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class SubscriptionMemoryTest {
    @ParameterizedTest
    @CsvSource({
        "1GB, 1, 16MB",
        "1GB, 8, 16MB",
        "1GB, 32, 4MB",
        "256MB, 0, 16MB",
        "256MB, 32, 1MB",
        "256MB, 1000, 256KB",
    })
    void allSubscriptionsShareAPartOfTheHeap(String heap, int subscriptions, String most) {
        assertThat(Subscriptions.mostBytes(DataSize.parse(heap).toBytes(), subscriptions))
                .isEqualTo(DataSize.parse(most).toBytes());
    }
}
