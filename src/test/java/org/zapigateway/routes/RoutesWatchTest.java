package org.zapigateway.routes;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoutesWatchTest {
    @Test
    void goesOnWhateverARoundThrows() {
        AtomicInteger rounds = new AtomicInteger();
        RoutesWatch watch = new RoutesWatch(
                () -> {
                    int round = rounds.incrementAndGet();
                    if (round == 1) {
                        throw new IllegalStateException("trouble");
                    }
                    if (round == 2) {
                        throw new StackOverflowError("worse trouble");
                    }
                    if (round == 3) {
                        Thread.currentThread().interrupt();
                    }
                },
                Duration.ofMillis(1));

        watch.start();

        await().until(() -> rounds.get() > 5);
        watch.stop();
        int ended = rounds.get();
        await().during(Duration.ofMillis(50)).until(() -> rounds.get() == ended);
    }
}
