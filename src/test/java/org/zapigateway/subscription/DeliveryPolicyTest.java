package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeliveryPolicyTest {
    private final DeliveryPolicy policy =
            new DeliveryPolicy(1, 5, Duration.ofSeconds(1), Duration.ofSeconds(10), 10_000);

    @Test
    void aWaitDoublesUpToTheLongestAndIsShortenedByAFifthAtMost() {
        assertThat(waits(1)).allMatch(wait -> isBetween(wait, 800, 1_000));
        assertThat(waits(3)).allMatch(wait -> isBetween(wait, 3_200, 4_000));
        assertThat(waits(100)).allMatch(wait -> isBetween(wait, 8_000, 10_000));
    }

    /** Else all lanes, of all gateways, come back to a target at the same moment. */
    @Test
    void waitsDiffer() {
        assertThat(waits(1).stream().distinct().count()).isGreaterThan(10);
        assertThat(waits(100).stream().distinct().count()).isGreaterThan(10);
    }

    @Test
    void noWaitIsNone() {
        assertThat(new DeliveryPolicy(1, 5, Duration.ZERO, Duration.ofSeconds(1), 1).waitAfter(7))
                .isZero();
    }

    private List<Duration> waits(int failures) {
        return Stream.generate(() -> policy.waitAfter(failures)).limit(1_000).toList();
    }

    private static boolean isBetween(Duration wait, long least, long most) {
        return wait.toMillis() >= least && wait.toMillis() <= most;
    }
}
