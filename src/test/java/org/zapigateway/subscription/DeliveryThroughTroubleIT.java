package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
    private static final int EACH = 100;

    @TempDir
    Path directory;

    private GatewayHouse house;

    @BeforeEach
    void open() throws Exception {
        house = GatewayHouse.open(directory);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void eachEventIsDeliveredOnceAndInOrderThoughTheDiskFailsAgainAndAgain() throws Exception {
        house.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zapi:events?backoff=10ms&maxBackoff=100ms&maxAttempts=1")
                        .routeId("crm")
                        .to("jms:queue:crm");
            }
        });
        CompletableFuture<Void> sender = CompletableFuture.runAsync(this::appendAll, task -> new Thread(task).start());
        Random random = new Random(7);
        for (int trouble = 1; trouble <= 4; trouble++) {
            int some = trouble * CHATS * EACH / 6 + random.nextInt(100);
            await().atMost(Duration.ofMinutes(1)).until(() -> house.depth("crm") >= some);
            FailingDisk.beneath(house.inbox.broker).failToWrite();
            await().until(() -> !house.inbox.inbox.isOpen());
            await().until(house.inbox.inbox::isOpen);
        }
        sender.join();
        await().atMost(Duration.ofMinutes(1)).until(() -> house.depth("crm") >= CHATS * EACH);
        await().until(() -> house.depth(InboxAddresses.subscriptionQueue("crm")) == 0);

        int[] next = new int[CHATS];
        for (Message message : house.take("crm")) {
            String[] name = message.getStringProperty("messageId").split("-");
            assertThat(Integer.parseInt(name[1])).as("of chat " + name[0]).isEqualTo(next[Integer.parseInt(name[0])]++);
        }
        assertThat(next).containsOnly(EACH);
        assertThat(house.depth(InboxAddresses.deadLetterQueue("crm"))).isZero();
    }

    private void appendAll() {
        for (int n = 0; n < EACH; n++) {
            int number = n;
            append(IntStream.range(0, CHATS)
                    .mapToObj(chat -> Events.text(chat + "-" + number, "chat-" + chat, "text"))
                    .toArray(CanonicalEvent[]::new));
        }
    }

    /** As a sender would that sends again what was answered 503. */
    private void append(CanonicalEvent... events) {
        await().atMost(Duration.ofMinutes(1))
                .ignoreException(InboxUnavailableException.class)
                .until(() -> {
                    house.inbox.append(events);
                    return true;
                });
    }
}
