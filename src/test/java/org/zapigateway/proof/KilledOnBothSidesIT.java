package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.Rounds;

/**
 * The gateway and the company's broker are killed in turn while eight lanes deliver from the one to the other: each event
 * that was acknowledged is in the company's queue, once, and those of a chat are in order.
 */
class KilledOnBothSidesIT {
    private static final int CHATS = 12;
    private static final int FEW = 300;
    private static final String QUEUE = "crm.killed";
    private static final String ROUTE =
            """
            - route:
                id: crm
                description: All events, by eight lanes
                from:
                  uri: zapi:events
                  parameters:
                    concurrency: 8
                    backoff: 100ms
                    maxBackoff: 500ms
                  steps:
                    - to:
                        uri: jms:queue:crm.killed
            """;

    @TempDir
    Path directory;

    private final AtomicInteger accepted = new AtomicInteger();

    @Test
    void everyAcknowledgedEventArrivesOnceAndEachChatInOrder() throws Exception {
        Files.writeString(Files.createDirectory(directory.resolve("routes")).resolve("crm.camel.yaml"), ROUTE);
        int kills = Rounds.of(1, 10);
        try (BrokerProcess broker = new BrokerProcess(directory.resolve("company")).start();
                GatewayProcess gateway = gateway(broker).start().awaitReady()) {
            List<TalkingChat> chats = IntStream.range(0, CHATS)
                    .mapToObj(chat -> new TalkingChat(gateway.httpPort(), chat, accepted))
                    .toList();
            chats.forEach(Thread::start);
            for (int kill = 1; kill <= kills; kill++) {
                awaitMore(FEW);
                broker.kill();
                awaitMore(FEW);
                gateway.kill();
                broker.start();
                gateway.start().awaitReady();
                awaitMore(FEW);
                // Now what waited is under way.
                gateway.kill();
                gateway.start().awaitReady();
            }
            awaitMore(FEW);
            for (TalkingChat chat : chats) {
                chat.end();
            }

            Map<String, List<Integer>> expected = new TreeMap<>();
            chats.forEach(chat -> expected.put(
                    chat.getName(), IntStream.range(0, chat.sent()).boxed().toList()));
            Map<String, List<Integer>> received = new TreeMap<>();
            await("the events in the company's queue, see " + gateway.log())
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> {
                        consume(broker, received);
                        assertThat(count(received)).isGreaterThanOrEqualTo(count(expected));
                    });
            System.out.println("KilledOnBothSidesIT: accepted " + accepted + ", received " + count(received) + " of "
                    + CHATS + " chats, " + kills + " times 1 broker and 2 gateways killed; "
                    + gateway.awaitBalancedLedgers());
            consume(broker, received);
            assertThat(received).isEqualTo(expected);
        }
    }

    private GatewayProcess gateway(BrokerProcess broker) {
        return new GatewayProcess(directory)
                .with("zapi.routes.directory", directory.resolve("routes").toString())
                .with("zapi.database.enabled", "false")
                .with("spring.artemis.broker-url", broker.url());
    }

    private void awaitMore(int events) {
        int enough = accepted.get() + events;
        await("answers").atMost(Duration.ofMinutes(2)).until(() -> accepted.get() >= enough);
    }

    private static void consume(BrokerProcess broker, Map<String, List<Integer>> received) throws JMSException {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.url());
                Connection connection = factory.createConnection();
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE))) {
            connection.start();
            for (Message message = consumer.receive(500); message != null; message = consumer.receive(500)) {
                String[] id = message.getStringProperty("messageId").split("-");
                received.computeIfAbsent(id[0], chat -> new ArrayList<>()).add(Integer.valueOf(id[1]));
            }
        }
    }

    private static int count(Map<String, List<Integer>> events) {
        return events.values().stream().mapToInt(List::size).sum();
    }
}
