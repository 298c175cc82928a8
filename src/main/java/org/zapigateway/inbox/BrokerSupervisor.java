package org.zapigateway.inbox;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the embedded broker again whenever it does not run, with growing pauses for as long as that fails. */
final class BrokerSupervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerSupervisor.class);
    private static final long LOOK_EVERY_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final int DOUBLINGS = 7;

    private final BooleanSupplier running;
    private final Start start;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::supervise, "inbox-broker-supervisor");

    /**
     * Begins to look after the broker.
     *
     * @param running whether the broker runs
     * @param start ends what is left of the last run, and starts the next one
     */
    BrokerSupervisor(BooleanSupplier running, Start start) {
        this.running = running;
        this.start = start;
        thread.setDaemon(true);
        thread.start();
    }

    /** Leaves the broker as it is from now on; waits for a start that is under way. */
    @Override
    public void close() throws InterruptedException {
        over.countDown();
        thread.join();
    }

    private void supervise() {
        int failures = 0;
        while (!isOverAfter(pauseAfter(failures))) {
            failures = running.getAsBoolean() || startAgain() ? 0 : failures + 1;
        }
    }

    private boolean isOverAfter(long millis) {
        try {
            return over.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.debug("inbox: interrupted; only close() ends the supervisor");
            return false;
        }
    }

    private static long pauseAfter(int failures) {
        return Math.min(LONGEST_PAUSE_MILLIS, LOOK_EVERY_MILLIS << Math.min(failures, DOUBLINGS));
    }

    private boolean startAgain() {
        LOG.warn("inbox: the broker has stopped, answering 503 until it runs again");
        try {
            start.run();
            LOG.warn("inbox: the broker runs again");
            return true;
        } catch (Throwable e) {
            // Errors too: without this thread nobody starts the broker again.
            LOG.warn("inbox: the broker cannot be started again yet: {}", e.toString());
            return false;
        }
    }

    /** A start of the broker. */
    @FunctionalInterface
    interface Start {
        void run() throws Exception;
    }
}
