package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zapigateway.CapturedLog;

class ExpiryWatchTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong unrouted = new AtomicLong();
    private final CapturedLog log = new CapturedLog();
    private final ExpiryWatch watch = new ExpiryWatch(messages::get, unrouted::get);
    private final long start = System.nanoTime();

    @BeforeEach
    void attach() {
        log.attach();
    }

    @AfterEach
    void detach() {
        log.detach();
    }

    @Test
    void tellsOnceAnHourWhatHasExpiredSince() {
        watch.look(start);
        assertThat(told()).isEmpty();

        messages.set(3);
        watch.look(start + MINUTE);
        unrouted.set(2);
        watch.look(start + 2 * MINUTE);
        assertThat(told())
                .singleElement()
                .asString()
                .contains("3 messages of company queues and 0 unrouted events have expired");

        messages.set(10);
        watch.look(start + 62 * MINUTE);
        watch.look(start + 200 * MINUTE);
        assertThat(told()).hasSize(2);
        assertThat(told().get(1)).contains("7 messages of company queues and 2 unrouted events have expired");
    }

    private List<String> told() {
        return log.lines().stream()
                .filter(line -> line.contains("have expired"))
                .toList();
    }
}
