package org.zapigateway.inbox;

import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.ActivateCallback;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerBasePlugin;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/**
 * One run of the Artemis server, from its start to its end. A server whose journal failed stops by itself; it must not be
 * started again, because it would never notice another failure, so the next run has a server of its own.
 */
final class BrokerRun {
    private static final int ACTIVATION_LOOK_MILLIS = 100;
    private static final int ACTIVATION_LOOKS = 600;
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);

    private final ActiveMQServerImpl server;
    private final String acceptor;
    private final int duplicateWindow;
    private final AtomicReference<Exception> activationFailure = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile KnownIds knownIds;
    private volatile boolean started;
    private volatile boolean doubtful;

    /**
     * Prepares a run.
     *
     * @param counters hear of what happens to messages; they outlive the run
     * @param acceptor where clients connect, for messages; {@code null} when nowhere
     * @param duplicateWindow how many of the latest event ids are known
     */
    BrokerRun(
            Configuration configuration,
            ActiveMQSecurityManager users,
            List<ActiveMQServerBasePlugin> counters,
            String acceptor,
            int duplicateWindow) {
        this.acceptor = acceptor;
        this.duplicateWindow = duplicateWindow;
        server = new ActiveMQServerImpl(configuration, users);
        server.registerActivationFailureListener(activationFailure::set);
        server.registerActivateCallback(new End());
        server.registerBrokerPlugin(new UnroutedEvents(server));
        server.registerBrokerPlugins(counters);
    }

    /**
     * Loads the journal and opens the acceptors. Returns when the server can be used.
     *
     * @throws IllegalStateException saying why it cannot; nothing of it runs then
     */
    void start() throws Exception {
        started = true;
        try {
            server.start();
            awaitActivation();
            knownIds = KnownIds.of(server, duplicateWindow);
        } catch (Throwable e) {
            stopAfter(e);
            throw e;
        }
    }

    /** Closes the journal after a failure, which stays the one that counts. */
    void stopAfter(Throwable failure) {
        try {
            stop();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    private void awaitActivation() throws Exception {
        for (int i = 0; !server.waitForActivation(ACTIVATION_LOOK_MILLIS, TimeUnit.MILLISECONDS); i++) {
            // Artemis only logs a failed activation, and a caller would wait for one that never comes.
            if (activationFailure.get() != null || i == ACTIVATION_LOOKS) {
                throw new IllegalStateException(whyNotActivated(activationFailure.get()), activationFailure.get());
            }
        }
    }

    /**
     * Closes the journal, and returns when nothing of this run can write any more, also when another thread began to
     * stop it.
     *
     * @throws IllegalStateException when it does not end; another run must not be started on the same files then
     */
    void stop() throws Exception {
        if (!started) {
            return;
        }
        server.stop();
        if (!ended.await(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    "the embedded broker does not end, its disk may hang; restart the gateway if that lasts");
        }
    }

    /** Whether the server takes messages, and has not failed. */
    boolean isActive() {
        return server.isActive() && server.getState() == ActiveMQServer.SERVER_STATE.STARTED && !hasFailed();
    }

    /**
     * Whether a file of the journal could not be written or synced, or the run is doubtful. Nothing that was not confirmed
     * before may be confirmed then: Artemis tells of a failed write, and completes what waited for it nevertheless.
     */
    boolean hasFailed() {
        return doubtful || server.getIoCriticalErrorListener().isPreviouslyFailed();
    }

    /** What is in memory and what is on the disk may differ from now on; only another run can know the disk. */
    void doubt() {
        doubtful = true;
    }

    /** The ids of the latest events; {@code null} before it has started. */
    KnownIds knownIds() {
        return knownIds;
    }

    ActiveMQServer server() {
        return server;
    }

    private String whyNotActivated(Exception failure) {
        if (failure == null) {
            return "the embedded broker did not start within a minute";
        }
        return acceptor != null && isAboutThePort(failure)
                ? "zapi.broker.acceptor " + acceptor + " cannot be opened (" + failure.getMessage()
                        + "); stop what uses the port, set another one, or leave it empty for none"
                : "the embedded broker did not start: " + failure;
    }

    private static boolean isAboutThePort(Throwable failure) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            // Netty's native transports have an exception of their own.
            if (link instanceof BindException
                    || String.valueOf(link.getMessage()).startsWith("bind(")) {
                return true;
            }
        }
        return false;
    }

    /** Called at the very end of the server's stop, whoever asked for it; its state says so too early. */
    private final class End implements ActivateCallback {
        @Override
        public void stop(ActiveMQServer stopped) {
            ended.countDown();
        }

        @Override
        public void shutdown(ActiveMQServer stopped) {
            ended.countDown();
        }
    }
}
