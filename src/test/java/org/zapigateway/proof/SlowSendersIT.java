package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Senders whose bodies hardly come, and connections on which nothing comes, take no place from others. There are more of
 * them than Tomcat has threads by default, and before JDK 24 a body that is read holds a thread.
 */
class SlowSendersIT {
    private static final int IDLE = 2_000;
    /** More than the threads of the system that virtual ones may keep before JDK 24, all together. */
    private static final int SLOW = 300;
    /** More than the edge has threads before JDK 24. */
    private static final int SILENT = 1_300;

    private static final int ANSWERS = 300;

    @TempDir
    Path directory;

    private final Payloads payloads = new Payloads(7);
    private final PostLedger ledger = new PostLedger();
    private final List<AutoCloseable> connections = new ArrayList<>();
    private final List<SlowSender> slow = new ArrayList<>();

    @Test
    void slowSendersAndIdleConnectionsStarveNobody() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(directory)) {
            gateway.with("zapi.webhook.body-timeout", "5m").start().awaitReady();
            beIdle(gateway);
            List<SlowSender> ours = connect(SLOW, gateway, GatewayProcess.TOKEN);
            List<SlowSender> strangers = connect(SLOW, gateway, "wrong");
            slow.addAll(ours);
            slow.addAll(strangers);
            try (Barrage barrage = new Barrage(gateway.httpPort(), payloads, ledger)) {
                dripUntil("answers to all others", gateway, () -> ledger.accepted() >= ANSWERS);
            }
            dripUntil("the end of strangers", gateway, () -> strangers.stream().allMatch(SlowSender::isCutOff));
            assertThat(strangers).extracting(SlowSender::status).containsOnly(401);
            assertThat(ours).as("those whose bodies are still awaited").noneMatch(SlowSender::isCutOff);
            hangUp();
            Reckoning reckoning = Reckoning.of(gateway, ledger.acceptedIds(), EventTable.h2(gateway.dataDirectory()));
            System.out.println("SlowSendersIT: " + ledger + "; " + reckoning);

            assertThat(ledger.accepted()).as("all others' requests").isEqualTo(ledger.sent());
            reckoning.requireExactlyOnce(payloads.messageIds());
        }
    }

    /** Each of them is answered 401 before its body, and what is missing of that holds no thread for longer than a moment. */
    @Test
    void silentStrangersStarveNobody() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(directory)) {
            gateway.with("zapi.webhook.body-timeout", "5m").start().awaitReady();
            List<SlowSender> strangers = connect(SILENT, gateway, "wrong");
            try (Barrage barrage = new Barrage(gateway.httpPort(), payloads, ledger)) {
                dripUntil("answers to all others", gateway, () -> ledger.accepted() >= ANSWERS);
            }
            System.out.println("SlowSendersIT: " + ledger);
            assertThat(ledger.accepted()).as("all others' requests").isEqualTo(ledger.sent());

            for (SlowSender stranger : strangers) {
                assertThat(stranger.beSilent().status()).isEqualTo(401);
            }
        }
    }

    private void beIdle(GatewayProcess gateway) throws IOException {
        for (int i = 0; i < IDLE; i++) {
            connections.add(new Socket("127.0.0.1", gateway.httpPort()));
        }
    }

    private List<SlowSender> connect(int number, GatewayProcess gateway, String token) throws IOException {
        List<SlowSender> senders = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            SlowSender sender = new SlowSender(gateway.httpPort(), token);
            senders.add(sender);
            connections.add(sender);
        }
        return senders;
    }

    private void dripUntil(String what, GatewayProcess gateway, BooleanSupplier enough) {
        await(what + ", see " + gateway.log())
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    for (SlowSender sender : slow) {
                        sender.drip();
                    }
                    return enough.getAsBoolean();
                });
    }

    @AfterEach
    void hangUp() throws Exception {
        for (AutoCloseable connection : connections) {
            connection.close();
        }
    }
}
