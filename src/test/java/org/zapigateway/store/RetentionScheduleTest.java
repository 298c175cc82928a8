package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class RetentionScheduleTest {
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void runsSoonAgainAfterAnError() throws InterruptedException {
        try (RetentionSchedule schedule = schedule(stopping -> {
            if (runs.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("org/example/Missing");
            }
            return 1;
        })) {
            schedule.start();
            await().until(() -> runs.get() > 1);
        }
    }

    @Test
    void runsSoonAgainAfterAFailure() throws InterruptedException {
        try (RetentionSchedule schedule = schedule(stopping -> {
            if (runs.incrementAndGet() < 3) {
                throw new IllegalStateException("the tables are not ready yet");
            }
            return 1;
        })) {
            schedule.start();

            await().untilAsserted(() -> assertThat(runs).hasValue(3));
        }
    }

    @Test
    void aRunningRetentionLearnsThatItShallStop() throws InterruptedException {
        AtomicBoolean told = new AtomicBoolean();
        RetentionSchedule schedule = schedule(stopping -> {
            runs.incrementAndGet();
            await().until(stopping::getAsBoolean);
            told.set(true);
            return 0;
        });
        schedule.start();
        await().untilAsserted(() -> assertThat(runs).hasValue(1));

        schedule.close();

        assertThat(told).isTrue();
    }

    private static RetentionSchedule schedule(ToLongFunction<BooleanSupplier> retention) {
        return new RetentionSchedule(retention, Duration.ofMillis(1), new ErrorText("jdbc:h2:mem:x", null));
    }
}
