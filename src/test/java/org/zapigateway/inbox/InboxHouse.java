package org.zapigateway.inbox;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.server.Queue;
import org.springframework.util.unit.DataSize;
import org.zapigateway.event.CanonicalEvent;

/** A real inbox: the embedded broker on a directory of the test, and what belongs to it. */
public final class InboxHouse implements AutoCloseable {
    private static final DataSize MEMORY = DataSize.ofMegabytes(16);
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    public final EmbeddedBroker broker;
    public final Inbox inbox;
    public final SubscriptionQueues queues;

    private InboxHouse(Path directory, InboxSettings settings, BrokerSettings clients) throws Exception {
        broker = new EmbeddedBroker(directory, true, settings, clients);
        broker.start();
        inbox = new Inbox(broker, directory, settings);
        queues = new SubscriptionQueues(broker);
    }

    /** Opens the inbox in a directory, with what an earlier one left there; no client can connect. */
    public static InboxHouse open(Path directory) throws Exception {
        return open(directory, MEMORY);
    }

    /** The same with so much memory for each address; what is beyond it lies on disk. */
    public static InboxHouse open(Path directory, DataSize maxMemory) throws Exception {
        return new InboxHouse(directory, settings(maxMemory, MAX_WAIT), clients("", null, null));
    }

    static InboxHouse open(Path directory, Duration maxWait) throws Exception {
        return new InboxHouse(directory, settings(MEMORY, maxWait), clients("", null, null));
    }

    /** Opens the inbox for clients on a port. */
    static InboxHouse open(Path directory, int port, String user, String password) throws Exception {
        return new InboxHouse(
                directory, settings(MEMORY, MAX_WAIT), clients("tcp://127.0.0.1:" + port, user, password));
    }

    static InboxSettings settings(DataSize maxMemory, Duration maxWait) {
        return new InboxSettings(
                200_000,
                DataSize.ofBytes(0),
                256,
                DataSize.ofMegabytes(4),
                2_000,
                DataSize.ofMegabytes(64),
                maxWait,
                maxMemory);
    }

    static BrokerSettings clients(String acceptor, String user, String password) {
        return new BrokerSettings(acceptor, user, password, Duration.ofDays(7), Duration.ofMinutes(5));
    }

    /** Appends the events as one request. */
    public void append(CanonicalEvent... events) throws InboxUnavailableException {
        inbox.append(Arrays.asList(events), Events.RECEIVED_AT);
    }

    /** How many messages lie in a queue. */
    public long depth(String queue) {
        return depth(broker, queues, queue);
    }

    /**
     * How many messages lie in a queue of a broker. A queue counts what was committed in a thread of its own, and after a start
     * what is on disk; both are waited for.
     */
    public static long depth(EmbeddedBroker broker, SubscriptionQueues queues, String queue) {
        Queue counting = broker.isRunning() ? broker.server().locateQueue(queue) : null;
        if (counting != null) {
            // It has nearly always counted; the first look must not wait.
            await("the count of " + queue).pollDelay(Duration.ZERO).until(() -> SubscriptionQueues.isCounted(counting));
            catchUp(counting);
        }
        return queues.depth(queue);
    }

    private static void catchUp(Queue queue) {
        try {
            QueueThread.catchUp(queue);
        } catch (ActiveMQException e) {
            throw new AssertionError("a queue cannot be counted", e);
        }
    }

    /** The ids of the events in a queue, in order; they stay there. */
    public List<String> ids(String queue) throws Exception {
        return browse(queue).stream().map(StoredEvent::id).toList();
    }

    /** The events in a queue, in order; they stay there. */
    public List<StoredEvent> browse(String queue) throws Exception {
        List<StoredEvent> events = new ArrayList<>();
        read(queue, true, message -> events.add(StoredEvent.read(message)));
        return events;
    }

    /** Takes everything out of a queue, in order. */
    List<StoredEvent> consume(String queue) throws Exception {
        List<StoredEvent> events = new ArrayList<>();
        read(queue, false, message -> {
            events.add(StoredEvent.read(message));
            message.acknowledge();
        });
        return events;
    }

    /** Shows each message of a queue to a reader. */
    public void read(String queue, boolean browse, Reader reader) throws Exception {
        try (ServerLocator locator = broker.locator();
                ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session = factory.createSession(
                        BrokerConfiguration.GATEWAY, broker.password(), false, true, true, false, 0);
                ClientConsumer consumer = session.createConsumer(queue, null, browse)) {
            session.start();
            for (ClientMessage message = consumer.receiveImmediate();
                    message != null;
                    message = consumer.receiveImmediate()) {
                reader.read(message);
            }
        }
    }

    @Override
    public void close() throws Exception {
        inbox.close();
        broker.stop();
    }

    /** Reads one message. */
    public interface Reader {
        void read(ClientMessage message) throws Exception;
    }
}
