package org.zapigateway.operations;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zapigateway.inbox.EmbeddedBroker;

/** Tells, once an hour at most, that messages have expired: nothing else says so, and a queue that nobody reads looks tidy. */
@Component
class ExpiryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWatch.class);
    private static final long EVERY_NANOS = Duration.ofHours(1).toNanos();

    private final LongSupplier messagesExpired;
    private final LongSupplier unroutedExpired;
    private long toldMessages;
    private long toldUnrouted;
    private long nextAt = System.nanoTime();

    @Autowired
    ExpiryWatch(EmbeddedBroker broker) {
        this(broker::expiredMessages, broker::expiredUnrouted);
    }

    ExpiryWatch(LongSupplier messagesExpired, LongSupplier unroutedExpired) {
        this.messagesExpired = messagesExpired;
        this.unroutedExpired = unroutedExpired;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void look() {
        look(System.nanoTime());
    }

    /** Looks at a time of {@link System#nanoTime()}. */
    synchronized void look(long now) {
        long messages = messagesExpired.getAsLong();
        long unrouted = unroutedExpired.getAsLong();
        if (now - nextAt < 0 || messages == toldMessages && unrouted == toldUnrouted) {
            return;
        }
        LOG.warn(
                "broker: {} messages of company queues and {} unrouted events have expired, because nobody took them in time"
                        + " (zapi.broker.unclaimed; unrouted events wait for seven days)",
                messages - toldMessages,
                unrouted - toldUnrouted);
        toldMessages = messages;
        toldUnrouted = unrouted;
        nextAt = now + EVERY_NANOS;
    }
}
