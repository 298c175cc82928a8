package org.zapigateway.inbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.postoffice.Binding;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.utils.ObjectInputStreamWithClassLoader;

/**
 * The Artemis broker in this process. It holds the inbox always, and the company's queues when no other broker is
 * configured; accepting an event therefore never depends on a network (DESIGN section 2).
 *
 * <p>When it stops without being asked to, as it does when a file of its journal cannot be written, it is started again
 * until it runs. It then knows what is on the disk, and nothing else. Safe for use by several threads.
 */
public final class EmbeddedBroker {
    private static final AtomicInteger SERVER_IDS = new AtomicInteger();
    private static final long LONGEST_COMMIT_SECONDS = 10;

    private final Path directory;
    private final InboxFiles files;
    private final int serverId = SERVER_IDS.incrementAndGet();
    private final BrokerUsers users;
    private final String acceptor;
    private final Arrivals arrivals = new Arrivals();
    private final Expiries expiries = new Expiries();
    private final UncommittedSends uncommittedSends;
    private final Supplier<BrokerRun> runs;
    private final ReadWriteLock commits = new ReentrantReadWriteLock();
    private final List<StartListener> startListeners = new CopyOnWriteArrayList<>();
    private volatile BrokerRun run;
    private BrokerSupervisor supervisor;

    /**
     * Prepares the broker; {@link #start()} starts it.
     *
     * @param directory where the journal lies; nothing else may write there
     * @param companyBroker whether company queues live here too, so that clients may connect from outside
     */
    public EmbeddedBroker(Path directory, boolean companyBroker, InboxSettings inbox, BrokerSettings settings) {
        this.directory = directory;
        this.files = new InboxFiles(directory);
        boolean listens = companyBroker && settings.listens();
        this.users = new BrokerUsers(settings);
        this.uncommittedSends = new UncommittedSends(inbox.maxMemory().toBytes());
        this.acceptor = listens ? settings.acceptor() : null;
        this.runs = () -> new BrokerRun(
                BrokerConfiguration.build(directory, serverId, listens, inbox, settings),
                users.securityManager(),
                List.of(arrivals, expiries),
                acceptor,
                inbox.duplicateWindow());
        this.run = runs.get();
    }

    /**
     * Loads the journal and opens the acceptor. Returns when the broker can be used; from then on it is kept running.
     *
     * @throws IllegalStateException saying why it cannot; nothing of it runs then
     */
    public synchronized void start() throws Exception {
        startRun();
        supervisor = new BrokerSupervisor(this::isRunning, this::startRun);
    }

    /** Closes the journal; what is in it stays. */
    public synchronized void stop() throws Exception {
        if (supervisor != null) {
            supervisor.close();
            supervisor = null;
        }
        run.stop();
    }

    /** Has something done at each start, after the journal is loaded and before the broker counts as running. */
    void onStart(StartListener listener) {
        startListeners.add(listener);
    }

    private void startRun() throws Exception {
        // Two servers on the same files would destroy them.
        run.stop();
        requireWritable(directory);
        files.requireWhole();
        BrokerRun next = runs.get();
        next.start();
        try {
            for (StartListener listener : startListeners) {
                listener.started(next.server());
            }
        } catch (Throwable e) {
            next.stopAfter(e);
            throw e;
        }
        run = next;
    }

    /** A server starts also on a disk that cannot be written, only to stop at the first event. */
    private static void requireWritable(Path directory) {
        try {
            write(directory);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the inbox cannot be written to " + directory.toAbsolutePath() + " (" + e
                            + "); make room on its disk, or make it writable",
                    e);
        }
    }

    private static void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (FileChannel probe = FileChannel.open(
                directory.resolve("writable"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            ByteBuffer page = ByteBuffer.allocate(4_096);
            while (page.hasRemaining()) {
                probe.write(page);
            }
            probe.force(true);
        }
    }

    /** Whether the broker takes messages and has no trouble with its disk. */
    public boolean isRunning() {
        return run.isActive();
    }

    /** The address that clients from outside connect to, or {@code null} when there is none. */
    public String acceptor() {
        return acceptor;
    }

    /** The server itself, for queues and figures. Another one after each start of the broker: not to be kept. */
    public ActiveMQServer server() {
        return run.server();
    }

    /** A queue of the broker that runs now; none when it does not run, or stops just now. */
    Optional<Queue> queue(String name) {
        return Optional.ofNullable(isRunning() ? server().getPostOffice() : null)
                .map(postOffice -> postOffice.getBinding(SimpleString.of(name)))
                .map(Binding::getBindable)
                .map(Queue.class::cast);
    }

    /** How many messages of company queues have expired since the start, because nobody read them. */
    public long expiredMessages() {
        return expiries.ofCompany();
    }

    /**
     * The pages of waiting events that could not be read to their end, in this run or an earlier one, as long as their files are
     * there.
     */
    public List<Path> damagedPages() throws IOException {
        return files.damagedPages();
    }

    /** How many unrouted events have expired since the start. */
    public long expiredUnrouted() {
        return expiries.ofUnrouted();
    }

    /** What has come into the queues since the start of the process. */
    Arrivals arrivals() {
        return arrivals;
    }

    UncommittedSends uncommittedSends() {
        return uncommittedSends;
    }

    /**
     * A factory of JMS connections within this process, with the rights of a client: to the company's queues, not to the
     * inbox. Its connections are not pooled.
     */
    public ActiveMQConnectionFactory connectionFactory() {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(locator());
        factory.setUser(users.client());
        factory.setPassword(users.clientPassword());
        // Else each send asks the broker for the queue again.
        factory.setCacheDestinations(true);
        // Whoever may send to a queue must not have objects made here (TRAPS C12).
        factory.setDeserializationDenyList(ObjectInputStreamWithClassLoader.CATCH_ALL_WILDCARD);
        return factory;
    }

    /** A locator within this process; the caller closes it. */
    ServerLocator locator() {
        TransportConfiguration inVm = new TransportConfiguration(
                InVMConnectorFactory.class.getName(), Map.of("serverId", String.valueOf(serverId)));
        // Nobody but this process can break this connection: no pings, no reconnection.
        return ActiveMQClient.createServerLocatorWithoutHA(inVm)
                .setConnectionTTL(-1)
                .setClientFailureCheckPeriod(-1)
                .setReconnectAttempts(0);
    }

    /** The password of the gateway's own user, made anew at each start of the process. */
    String password() {
        return users.gatewayPassword();
    }

    /**
     * Begins a transaction on the calling thread.
     *
     * @throws ActiveMQException when the broker is not running
     */
    InboxTransaction begin() throws ActiveMQException {
        return new InboxTransaction(run);
    }

    /** Held from before messages are added until they are committed; any number of threads hold it together. */
    Lock committing() {
        return commits.readLock();
    }

    /**
     * Does something between commits: all that had begun have ended, and the next begin when it is done.
     *
     * @throws ActiveMQException when one does not end within ten seconds, because the disk hangs; nothing was done then
     */
    <T> T betweenCommits(Callable<T> work) throws Exception {
        Lock all = commits.writeLock();
        if (!all.tryLock(LONGEST_COMMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new ActiveMQException(
                    ActiveMQExceptionType.CONNECTION_TIMEDOUT,
                    "the inbox waits for its disk; try again when it answers");
        }
        try {
            return work.call();
        } finally {
            all.unlock();
        }
    }

    /** What is done at each start of the broker. */
    @FunctionalInterface
    interface StartListener {
        /**
         * Called with the server that has started.
         *
         * @throws Exception when the broker must not run as it is; it is stopped and started again
         */
        void started(ActiveMQServer server) throws Exception;
    }
}
