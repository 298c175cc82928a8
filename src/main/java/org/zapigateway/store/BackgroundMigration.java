package org.zapigateway.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables up to date beside the start of the gateway, and when the database has come back without them; again and
 * again until it succeeds: a database that is down delays the routes that need it and nothing else. Replicas may do so at
 * once.
 */
final class BackgroundMigration implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BackgroundMigration.class);

    /** Longer than the pool waits for a connection, after which a running attempt ends by itself. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final Runnable migration;
    private final DatabaseState state;
    private final ErrorText errorText;
    private final Backoff backoff;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Semaphore wanted = new Semaphore(1);
    private final Thread thread = new Thread(this::run, "database-migration");

    /** @param migration one attempt; throws if it fails */
    BackgroundMigration(Runnable migration, DatabaseState state, ErrorText errorText, Backoff backoff) {
        this.migration = migration;
        this.state = state;
        this.errorText = errorText;
        this.backoff = backoff;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The tables are gone: they are made anew, and until then nobody gets a connection. */
    void again() {
        if (state.migrated()) {
            log.warn("The database {} has come back without its tables; they are made anew", state.address());
            state.tablesAreGone();
            wanted.release();
        }
    }

    /** Makes no further attempt and waits for the running one, if any. */
    @Override
    public void close() throws InterruptedException {
        stopped.countDown();
        wanted.release();
        // No interrupt: on a thread that is reading H2's file it would close the file for all connections.
        thread.join(STOP_TIMEOUT.toMillis());
    }

    private void run() {
        try {
            while (true) {
                wanted.acquire();
                for (int failures = 1; isOpen() && !attempt(); failures++) {
                    stopped.await(backoff.after(failures).toMillis(), TimeUnit.MILLISECONDS);
                }
                if (!isOpen()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOpen() {
        return stopped.getCount() > 0;
    }

    private boolean attempt() {
        try {
            migration.run();
            state.migrationSucceeded();
            log.info("The tables in {} are ready", state.address());
            return true;
        } catch (RuntimeException | Error e) {
            // Errors too: without this thread the tables would never be ready, and nobody would say why.
            state.migrationFailed(errorText.of(e));
            log.warn(
                    "The tables in {} are not ready; trying again: {}",
                    state.address(),
                    state.lastError().orElse(""));
            return false;
        }
    }
}
