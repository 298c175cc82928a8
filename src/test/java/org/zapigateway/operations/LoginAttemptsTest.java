package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.zapigateway.operations.LoginAttempts.Result;

class LoginAttemptsTest {
    /** A source of nanoseconds begins anywhere, and may run over. */
    private long now = Long.MAX_VALUE - LoginAttempts.PERIOD.toNanos() / 2;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LoginAttempts attempts = new LoginAttempts(() -> now, registry);

    @Test
    void whoWasWrongTooOftenIsNotTriedUntilTheMinuteIsOverAndNobodyElseIsHindered() {
        for (int i = 0; i < LoginAttempts.MOST_OF_SENDER; i++) {
            assertThat(wrong("10.0.0.7")).isEqualTo(Result.WRONG);
        }
        assertThat(right("10.0.0.7")).isEqualTo(Result.TOO_MANY);
        assertThat(right("10.0.0.8")).isEqualTo(Result.RIGHT);

        now += LoginAttempts.PERIOD.toNanos() - 1;
        assertThat(right("10.0.0.7")).isEqualTo(Result.TOO_MANY);
        now += 1;
        assertThat(right("10.0.0.7")).isEqualTo(Result.RIGHT);
    }

    @Test
    void aRightLoginTakesNoWrongOneBack() {
        for (int i = 0; i < LoginAttempts.MOST_OF_SENDER; i++) {
            wrong("10.0.0.7");
            assertThat(i + 1 < LoginAttempts.MOST_OF_SENDER).isEqualTo(right("10.0.0.7") == Result.RIGHT);
        }
    }

    @Test
    void whenManySendersAreWrongTogetherOnlyThoseAreLetInWhoWereBefore() {
        right("10.0.0.7");
        for (int i = 0; i < LoginAttempts.MOST; i++) {
            assertThat(wrong("10.1.0." + i)).isEqualTo(Result.WRONG);
        }
        assertThat(wrong("10.2.0.1")).isEqualTo(Result.TOO_MANY);
        assertThat(right("10.2.0.1")).isEqualTo(Result.TOO_MANY);
        assertThat(right("10.0.0.7")).isEqualTo(Result.RIGHT);

        now += LoginAttempts.PERIOD.toNanos();
        assertThat(right("10.2.0.1")).isEqualTo(Result.RIGHT);
    }

    @Test
    void ofThoseWhoWereLetInTheLatestAreRemembered() {
        right("10.0.0.7");
        right("10.0.0.8");
        for (int i = 0; i < LoginAttempts.MOST_KNOWN - 2; i++) {
            right("10.3.0." + i);
        }
        right("10.0.0.7");
        right("10.3.1.1");
        for (int i = 0; i < LoginAttempts.MOST; i++) {
            wrong("10.1.0." + i);
        }
        assertThat(right("10.0.0.7")).isEqualTo(Result.RIGHT);
        assertThat(right("10.0.0.8")).as("the longest ago").isEqualTo(Result.TOO_MANY);
    }

    @Test
    void whatIsRefusedIsCounted() {
        for (int i = 0; i < LoginAttempts.MOST_OF_SENDER + 2; i++) {
            wrong("10.0.0.7");
        }
        assertThat(counted("wrong")).isEqualTo(LoginAttempts.MOST_OF_SENDER);
        assertThat(counted("too-many")).isEqualTo(2);
    }

    private double counted(String reason) {
        return registry.get("zapi.logins.refused")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private Result right(String sender) {
        return attempts.attempt(sender, () -> true);
    }

    private Result wrong(String sender) {
        return attempts.attempt(sender, () -> false);
    }
}
