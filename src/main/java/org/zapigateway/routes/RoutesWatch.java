package org.zapigateway.routes;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One daemon thread that runs rounds and cannot die silently: whatever a round throws is logged once, and the next
 * comes. (Camel's own watcher thread was seen to end without a word: TRAPS C6.)
 */
final class RoutesWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RoutesWatch.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final Runnable round;
    private final Duration interval;
    private final Object monitor = new Object();
    private Thread thread;
    private boolean stopping;
    private String lastTrouble;

    RoutesWatch(Runnable round, Duration interval) {
        this.round = round;
        this.interval = interval;
    }

    void start() {
        thread = new Thread(this::run, "routes-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the thread; does not interrupt a round in progress, and waits only some seconds for it. */
    void stop() {
        synchronized (monitor) {
            stopping = true;
            monitor.notifyAll();
        }
        if (thread != null && thread != Thread.currentThread()) {
            try {
                thread.join(STOP_PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        while (pause()) {
            try {
                round.run();
                lastTrouble = null;
            } catch (Throwable trouble) {
                // Even an Error: a thread that ends here would leave later edits unseen.
                if (!trouble.toString().equals(lastTrouble)) {
                    lastTrouble = trouble.toString();
                    LOG.error("routes: a look at the routes directory failed; the next one comes", trouble);
                }
            }
        }
    }

    private boolean pause() {
        synchronized (monitor) {
            if (!stopping) {
                try {
                    monitor.wait(interval.toMillis());
                } catch (InterruptedException e) {
                    LOG.debug("routes: an interrupt of the watch is of no meaning", e);
                }
            }
            return !stopping;
        }
    }
}
