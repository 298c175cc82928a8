package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.Rounds;

/**
 * The disk of the real process gets full, or refuses to be written, under fire: the answer is 503 until it is well again,
 * nothing that was acknowledged is lost, and nothing is there twice.
 */
class TroubleIT {
    private static final int ANSWERS = 300;
    private static final long MARGIN = 256L << 20;
    private static final int PIECE = 32 << 20;
    private static final int MOST_PIECES = 64;

    @TempDir
    Path directory;

    private final Payloads payloads = new Payloads(new Random().nextLong());
    private final PostLedger ledger = new PostLedger();

    @Test
    void aDiskThatGetsFullIsAnswered503AndAcceptedAgainWhenThereIsRoom() throws Exception {
        long free = Files.getFileStore(directory).getUsableSpace();
        try (GatewayProcess gateway = new GatewayProcess(directory)) {
            gateway.with("zapi.inbox.min-free-disk", (free - MARGIN) + "B")
                    .start()
                    .awaitReady();
            try (Barrage barrage = new Barrage(gateway.httpPort(), payloads, ledger)) {
                awaitAnswers(gateway);
                List<Path> pieces = fillUntilRefused(gateway);
                assertThat(gateway.health()).as("health of a full gateway").isEqualTo(503);
                for (Path piece : pieces) {
                    Files.delete(piece);
                }
                gateway.awaitReady();
                awaitAnswers(gateway);
            }
            reckon(gateway);
        }
    }

    /** The limit for the size of files makes every write fail, as a broken disk does; it can be lifted again. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatCannotBeWrittenIsAnswered503AndTheGatewayGoesOnWhenItCan() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(directory)) {
            gateway.start().awaitReady();
            try (Barrage barrage = new Barrage(gateway.httpPort(), payloads, ledger)) {
                for (int round = 1; round <= Rounds.of(2, 10); round++) {
                    awaitAnswers(gateway);
                    gateway.limitFileSize("1");
                    awaitRefusals(gateway);
                    assertThat(gateway.health()).as("health without a disk").isEqualTo(503);
                    gateway.limitFileSize("unlimited");
                    gateway.awaitReady();
                    System.out.println("TroubleIT: round " + round + ": " + ledger);
                }
                awaitAnswers(gateway);
            }
            reckon(gateway);
        }
    }

    private void reckon(GatewayProcess gateway) throws Exception {
        Reckoning reckoning = Reckoning.of(gateway, ledger.acceptedIds(), EventTable.h2(gateway.dataDirectory()));
        System.out.println("TroubleIT: " + ledger + "; " + reckoning);
        reckoning.requireExactlyOnce(payloads.messageIds());
        assertThat(ledger.wrong()).as("answers of a wrong kind").isEmpty();
        assertThat(ledger.unansweredMessages()).as("requests without an answer").isEmpty();
    }

    private List<Path> fillUntilRefused(GatewayProcess gateway) throws IOException {
        List<Path> pieces = new ArrayList<>();
        long refusedBefore = ledger.refused();
        while (ledger.refused() == refusedBefore) {
            assertThat(pieces).as("pieces of " + PIECE + " bytes").hasSizeLessThan(MOST_PIECES);
            Path piece = directory.resolve("piece-" + pieces.size());
            try (OutputStream out = Files.newOutputStream(piece)) {
                out.write(new byte[PIECE]);
            }
            pieces.add(piece);
        }
        awaitRefusals(gateway);
        return pieces;
    }

    private void awaitAnswers(GatewayProcess gateway) {
        long enough = ledger.accepted() + ANSWERS;
        await("answers, see " + gateway.log()).atMost(Duration.ofMinutes(2)).until(() -> ledger.accepted() >= enough);
    }

    private void awaitRefusals(GatewayProcess gateway) {
        long enough = ledger.refused() + ANSWERS;
        await("refusals, see " + gateway.log()).atMost(Duration.ofMinutes(2)).until(() -> ledger.refused() >= enough);
    }
}
