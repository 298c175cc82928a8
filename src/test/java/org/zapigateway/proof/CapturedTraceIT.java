package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.proof.CompanyQueues.Received;
import org.zapigateway.proof.Payloads.Payload;

/** What Z-API sent, byte for byte and with its own headers, becomes one event each on the right queue and in the table. */
class CapturedTraceIT {
    private static final Path TRACE =
            Path.of(System.getProperty("zapi.corpus", "corpus")).resolve("captured-trace.ndjson");

    @TempDir
    Path directory;

    private final PostLedger ledger = new PostLedger();

    @Test
    void theCapturedTraceBecomesOneEventEach() throws Exception {
        assumeTrue(Files.exists(TRACE), "the captured trace " + TRACE + " is not here; set -Dzapi.corpus");
        List<Delivery> deliveries =
                Files.readAllLines(TRACE).stream().map(Delivery::read).toList();
        Delivery first = deliveries.get(0);
        try (GatewayProcess gateway = new GatewayProcess(directory)
                .instance(first.instanceId(), first.headers().get("z-api-token"))) {
            Reckoning reckoning = replay(gateway, deliveries);

            reckoning.requireExactlyTheAcknowledged();
            assertThat(ledger.accepted()).isEqualTo(deliveries.size());
            assertThat(ledger.acceptedIds().size() + ledger.repeats())
                    .as("events, each once, and their repeats")
                    .isEqualTo(deliveries.stream().mapToInt(Delivery::events).sum());
        }
    }

    @Test
    void statusesRepeatsAndTheUnknownBecomeOneEventEach() throws Exception {
        Payloads payloads = new Payloads(5);
        Payload text = payloads.text();
        Payload status = payloads.statusOf(31);
        List<Payload> all = List.of(
                text,
                status,
                payloads.presence(),
                text.again(text.time() + 7_000),
                payloads.unknown(),
                status,
                payloads.text());
        try (GatewayProcess gateway = new GatewayProcess(directory)) {
            Reckoning reckoning =
                    replay(gateway, all.stream().map(Delivery::upgrading).toList());

            reckoning.requireExactlyTheAcknowledged();
            assertThat(reckoning.received().stream()
                            .collect(Collectors.groupingBy(Received::type, Collectors.counting())))
                    .isEqualTo(Map.of(
                            "message.received", 2L, "message.status", 31L, "chat.presence", 1L, "unrecognised", 1L));
            assertThat(reckoning.rows()).as("all but the presence").hasSize(34);
        }
    }

    private Reckoning replay(GatewayProcess gateway, List<Delivery> deliveries) throws Exception {
        gateway.start().awaitReady();
        Delivery.postAll(gateway.httpPort(), deliveries, ledger);
        assertThat(ledger.wrong()).as("answers of a wrong kind").isEmpty();
        assertThat(ledger.refused()).as("refused").isZero();
        Reckoning reckoning = Reckoning.of(gateway, ledger.acceptedIds(), EventTable.h2(gateway.dataDirectory()));
        System.out.println("CapturedTraceIT: " + ledger + "; " + reckoning);
        return reckoning;
    }
}
