package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.inbox.Events;
import org.zapigateway.inbox.FailingDisk;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.inbox.InboxUnavailableException;

/** The broker fails beneath the routes while events come: each is delivered once, in order, and none dies. */
@Timeout(180)
class DeliveryThroughTroubleIT {
    private static final int CHATS = 40;
    private static final int EACH = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void inTheEmbeddedBrokerEachEventIsDeliveredOnceAndInOrder() throws Exception {
        try (GatewayHouse house = GatewayHouse.open(directory)) {
            CompletableFuture<Void> sender = deliverThroughTrouble(house, () -> house.depth("crm"));
            sender.join();
            await().atMost(PATIENCE).until(() -> house.depth("crm") >= CHATS * EACH);
            await().until(() -> house.depth(InboxAddresses.subscriptionQueue("crm")) == 0);

            List<String> delivered = new ArrayList<>();
            for (Message message : house.take("crm")) {
                delivered.add(message.getStringProperty("messageId"));
            }
            assertOnceAndInOrder(delivered);
            assertThat(house.depth(InboxAddresses.deadLetterQueue("crm"))).isZero();
        }
    }

    @Test
    void inABrokerOfTheCompanyEachEventIsDeliveredOnceAndInOrder() throws Exception {
        try (CompanyServer company = CompanyServer.start(directory.resolve("company"));
                GatewayHouse house = GatewayHouse.open(directory.resolve("inbox"), company.broker())) {
            CompletableFuture<Void> sender = deliverThroughTrouble(house, () -> company.depth("crm"));
            sender.join();
            await().atMost(PATIENCE).until(() -> company.depth("crm") >= CHATS * EACH);
            await().until(() -> house.depth(InboxAddresses.subscriptionQueue("crm")) == 0);

            assertOnceAndInOrder(company.properties("crm", "messageId"));
            assertThat(house.depth(InboxAddresses.deadLetterQueue("crm"))).isZero();
        }
    }

    /** Breaks the disk at four moments while events are accepted and delivered. */
    private CompletableFuture<Void> deliverThroughTrouble(GatewayHouse house, LongSupplier delivered) throws Exception {
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?backoff=10ms&maxBackoff=100ms&maxAttempts=1")
                        .routeId("crm")
                        .to("jms:queue:crm");
            }
        });
        CompletableFuture<Void> sender =
                CompletableFuture.runAsync(() -> appendAll(house), task -> new Thread(task).start());
        Random random = new Random();
        for (int trouble = 1; trouble <= 4; trouble++) {
            int some = trouble * CHATS * EACH / 6 + random.nextInt(CHATS * EACH / 6);
            await().atMost(PATIENCE).until(() -> delivered.getAsLong() >= some);
            ActiveMQServer failing = house.inbox.broker.server();
            FailingDisk.beneath(house.inbox.broker).failToWrite();
            // By then everything may be delivered; without a write nobody would notice.
            await().atMost(PATIENCE).until(() -> {
                writeSomething(house);
                return house.inbox.broker.server() != failing && house.inbox.inbox.isOpen();
            });
        }
        return sender;
    }

    private static void writeSomething(GatewayHouse house) {
        try {
            house.inbox.inbox.keepRejected(new byte[] {'?'}, "a test", Instant.now());
        } catch (InboxUnavailableException e) {
            // As it should be.
        }
    }

    private static void assertOnceAndInOrder(List<String> messageIds) {
        int[] next = new int[CHATS];
        for (String id : messageIds) {
            String[] name = id.split("-");
            assertThat(Integer.parseInt(name[1])).as("of chat " + name[0]).isEqualTo(next[Integer.parseInt(name[0])]++);
        }
        assertThat(next).containsOnly(EACH);
    }

    private static void appendAll(GatewayHouse house) {
        for (int n = 0; n < EACH; n++) {
            int number = n;
            append(
                    house,
                    IntStream.range(0, CHATS)
                            .mapToObj(chat -> Events.text(chat + "-" + number, "chat-" + chat, "text"))
                            .toArray(CanonicalEvent[]::new));
        }
    }

    /** As a sender would that sends again what was answered 503. */
    private static void append(GatewayHouse house, CanonicalEvent... events) {
        await().atMost(PATIENCE)
                .ignoreException(InboxUnavailableException.class)
                .until(() -> {
                    house.inbox.append(events);
                    return true;
                });
    }
}
