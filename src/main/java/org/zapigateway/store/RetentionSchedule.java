package org.zapigateway.store;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the retention once a day. The first time is soon after the start, since a gateway that is restarted each day
 * would otherwise never come to it; after a failure, such as tables that are not ready, the next time is soon again.
 */
final class RetentionSchedule implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RetentionSchedule.class);
    private static final Duration DAILY = Duration.ofDays(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final ToLongFunction<BooleanSupplier> retention;
    private final Duration soon;
    private final ErrorText errorText;
    private final ScheduledExecutorService scheduler;
    private volatile boolean stopping;

    /**
     * @param retention deletes what is due and says how many rows that were; asks before each batch whether to stop
     * @param soon the delay after the start and after a failure
     */
    RetentionSchedule(ToLongFunction<BooleanSupplier> retention, Duration soon, ErrorText errorText) {
        this.retention = retention;
        this.soon = soon;
        this.errorText = errorText;
        this.scheduler = daemonScheduler();
    }

    void start() {
        runAfter(soon);
    }

    /** Ends after the running batch, if there is one. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        // No shutdownNow: an interrupt would close H2's file under all connections.
        scheduler.shutdown();
        scheduler.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ScheduledExecutorService daemonScheduler() {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName("database-retention");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return scheduler;
    }

    private void runAfter(Duration delay) {
        if (!stopping) {
            scheduler.schedule(this::runAndScheduleNext, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void runAndScheduleNext() {
        runAfter(runOnce() ? DAILY : soon);
    }

    private boolean runOnce() {
        try {
            long deleted = retention.applyAsLong(() -> stopping);
            if (deleted > 0) {
                log.info("Retention deleted {} rows", deleted);
            }
            return true;
        } catch (RuntimeException | Error e) {
            // Errors too: nothing else would schedule the next run.
            log.warn("Retention failed; trying again in {}: {}", soon, errorText.of(e));
            return false;
        }
    }
}
