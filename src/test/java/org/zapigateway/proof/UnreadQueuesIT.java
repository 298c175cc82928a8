package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.proof.Payloads.Payload;

/** The night in which nobody reads any of many queues: what they hold is more than the memory, and all of it comes. */
class UnreadQueuesIT {
    private static final int QUEUES = 200;
    private static final int EVENTS = 30;
    private static final int TEXT = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void fitIntoALittleMemory() throws Exception {
        StringBuilder route = new StringBuilder(
                """
                - route:
                    id: spread
                    description: Each event goes to many queues
                    from:
                      uri: zapi:events
                      steps:
                """);
        IntStream.range(0, QUEUES)
                .forEach(queue -> route.append("        - to: jms:queue:spread.%d%n".formatted(queue)));
        Path routes = Files.createDirectory(directory.resolve("routes"));
        Files.writeString(routes.resolve("spread.camel.yaml"), route);
        PostLedger ledger = new PostLedger();
        try (GatewayProcess gateway = new GatewayProcess(directory)) {
            gateway.heap("256m")
                    .with("zapi.routes.directory", routes.toString())
                    .with("zapi.database.enabled", "false")
                    .start()
                    .awaitReady();

            Delivery.postAll(gateway.httpPort(), longTexts(), ledger);

            assertThat(ledger.accepted()).isEqualTo(EVENTS);
            for (int queue : new int[] {0, QUEUES / 2, QUEUES - 1}) {
                assertThat(received(gateway.brokerUrl(), "spread." + queue))
                        .as("events in queue %d", queue)
                        .containsExactlyInAnyOrderElementsOf(ledger.acceptedIds());
            }
        }
    }

    private static List<Delivery> longTexts() {
        Payloads payloads = new Payloads(11);
        return IntStream.range(0, EVENTS)
                .mapToObj(event -> {
                    Payload text = payloads.text();
                    String words = "\"message\":\"" + "a".repeat(TEXT);
                    return Delivery.upgrading(new Payload(
                            text.template().replace("\"message\":\"", words), text.time(), true, text.messageIds()));
                })
                .toList();
    }

    private static List<String> received(String brokerUrl, String queue) throws IOException {
        List<String> ids = new ArrayList<>();
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(brokerUrl);
                JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            while (ids.size() < EVENTS) {
                String event = consumer.receiveBody(String.class, PATIENCE.toMillis());
                if (event == null) {
                    return ids;
                }
                ids.add(new ObjectMapper().readTree(event).path("id").asText());
            }
        }
        return ids;
    }
}
