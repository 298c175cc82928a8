package org.zapigateway.inbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the embedded broker again whenever it does not run, with growing pauses while that does not help for long. */
final class BrokerSupervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerSupervisor.class);
    private static final long LOOK_EVERY_MILLIS = 250;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
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
        int starts = 0;
        long last = System.nanoTime();
        while (!isOverAfter(pauseAfter(starts))) {
            if (!running.getAsBoolean()) {
                startAgain(++starts);
                last = System.nanoTime();
            } else if (System.nanoTime() - last > LONGEST_PAUSE.toNanos()) {
                starts = 0;
            }
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

    private static long pauseAfter(int starts) {
        return Math.min(LONGEST_PAUSE.toMillis(), LOOK_EVERY_MILLIS << Math.min(starts, DOUBLINGS));
    }

    private void startAgain(int attempt) {
        LOG.warn("inbox: the broker has stopped, answering 503; starting it again, attempt {}", attempt);
        try {
            start.run();
            LOG.warn("inbox: the broker runs again");
        } catch (Throwable e) {
            // Errors too: without this thread nobody starts the broker again.
            LOG.warn("inbox: the broker cannot be started again yet: {}", Causes.inOurWords(e));
        }
    }

    /** A start of the broker. */
    @FunctionalInterface
    interface Start {
        void run() throws Exception;
    }
}
