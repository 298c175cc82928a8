package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeadLetterFilterTest {
    /** Else what dies again at once would be replayed without end. */
    @Test
    void whatComesLaterIsLeftAloneAlsoWithAnUntilInTheFuture() {
        assertThat(until(Instant.MAX).upToNow().until()).isBefore(Instant.MAX);
        assertThat(until(Instant.EPOCH).upToNow().until()).isEqualTo(Instant.EPOCH);
        assertThat(DeadLetterFilter.ALL.upToNow().until()).isNotNull();
    }

    private static DeadLetterFilter until(Instant until) {
        return new DeadLetterFilter(null, "message.*", null, null, until, null);
    }
}
