package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    /** More than all else that runs meanwhile writes on this disk, or deletes from it. */
    private static final long MARGIN = 1L << 30;

    @TempDir
    Path directory;

    private final Payloads payloads = new Payloads(new Random().nextLong());
    private final PostLedger ledger = new PostLedger();

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatGetsFullIsAnswered503AndAcceptedAgainWhenThereIsRoom() throws Exception {
        long limit = free() - MARGIN;
        try (GatewayProcess gateway = new GatewayProcess(directory)) {
            gateway.with("zapi.inbox.min-free-disk", limit + "B").start().awaitReady();
            try (Barrage barrage = new Barrage(gateway.httpPort(), payloads, ledger)) {
                awaitAnswers(gateway);
                Path filling = take(free() - limit + MARGIN);
                awaitRefusals(gateway);
                assertThat(gateway.health()).as("health of a full gateway").isEqualTo(503);
                Files.delete(filling);
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

    private long free() {
        return directory.toFile().getUsableSpace();
    }

    /** A file that takes so much of the disk at once, without being written, which would keep the journal from it. */
    private Path take(long bytes) throws Exception {
        Path file = directory.resolve("filling");
        List<String> command = List.of("fallocate", "--length", String.valueOf(bytes), file.toString());
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as("%s (util-linux)", command).isZero();
        return file;
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
