package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.Rounds;
import org.zapigateway.proof.CompanyQueues.Received;

/**
 * A stop and a start under fire: senders see 200, 503 with Retry-After, or a connection that is refused; never another
 * status, never an answer that is not kept, and no event that was taken without an answer.
 */
class RestartIT {
    private static final int ANSWERS = 700;
    private static final int MOST_REFUSALS = 300;
    private static final String REFUSED = "connection refused";
    private static final String RESET = "reset, new connection";

    @TempDir
    Path directory;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Payloads payloads = new Payloads(4);
    private final PostLedger ledger = new PostLedger();

    @Test
    void aRestartUnderFireLosesNothingAndAnswersNothingElse() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(directory)) {
            // Long, so that a slow machine is told in time too; it ends as soon as all are told.
            gateway.with("zapi.webhook.drain-timeout", "1m").start().awaitReady();
            restartUnderFire(gateway, Rounds.of(1, 10));
            requireNothingLostAndNothingElse(gateway);
            requireConnectionsRefused(Rounds.of(1, 10));
        }
    }

    /** On a slow machine a kept-alive connection may end untold; what it bears was not read then. */
    @Test
    @EnabledIfSystemProperty(named = Rounds.PROPERTY, matches = Rounds.LONG)
    void withTheDefaultsNothingIsLostEither() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(directory)) {
            gateway.start().awaitReady();
            restartUnderFire(gateway, 10);
            requireNothingLostAndNothingElse(gateway);
            assertThat(ledger.unanswered()).isSubsetOf(REFUSED, "closed, used connection", "reset, used connection");
        }
    }

    /**
     * Or reset, when one is made between the last look for a connection and the end of the port: microseconds, unless the
     * machine stalls just then. Nobody has read what it bears.
     */
    private void requireConnectionsRefused(int stops) {
        assertThat(ledger.unanswered())
                .as("kinds of requests without an answer")
                .isSubsetOf(REFUSED, RESET);
        assertThat(ledger.unanswered(RESET)).as(RESET).isLessThanOrEqualTo(stops);
    }

    private void requireNothingLostAndNothingElse(GatewayProcess gateway) throws Exception {
        Reckoning reckoning = Reckoning.of(gateway, ledger.acceptedIds(), EventTable.h2(gateway.dataDirectory()));
        System.out.println("RestartIT: " + ledger + "; " + reckoning);

        assertThat(ledger.wrong()).as("answers of a wrong kind").isEmpty();
        reckoning.requireExactlyOnce(payloads.messageIds());
        assertThat(takenWithoutAnAnswer(reckoning))
                .as("messages of requests that were read, but not answered")
                .isEmpty();
    }

    @Test
    void aStopInTheMiddleOfAStartAnswersNothingElseEither() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(directory)) {
            System.out.println("RestartIT: seed " + seed);
            // Long, so that a slow machine is told in time too; it ends as soon as all are told.
            gateway.with("zapi.webhook.drain-timeout", "1m");
            for (int round = 1; round <= Rounds.of(1, 20); round++) {
                stopInTheMiddleOfAStart(gateway);
                System.out.println("RestartIT: early stop " + round + ": " + ledger);
            }
            Reckoning reckoning = Reckoning.of(gateway, ledger.acceptedIds(), EventTable.h2(gateway.dataDirectory()));
            System.out.println("RestartIT: " + ledger + "; " + reckoning);

            assertThat(ledger.wrong()).as("answers of a wrong kind").isEmpty();
            requireConnectionsRefused(Rounds.of(1, 20));
            reckoning.requireExactlyOnce(payloads.messageIds());
        }
    }

    /**
     * The moment is random between the port's first and the first event that is taken, since it waits for a number of
     * answers; most of that time routes are being loaded.
     */
    private void stopInTheMiddleOfAStart(GatewayProcess gateway) throws InterruptedException {
        long acceptedBefore = ledger.accepted();
        long enough = ledger.refused() + random.nextInt(MOST_REFUSALS);
        gateway.start();
        try (Barrage barrage = new Barrage(gateway.httpPort(), payloads, ledger)) {
            gateway.awaitPort();
            await("a number of answers, see " + gateway.log())
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> ledger.refused() >= enough || ledger.accepted() > acceptedBefore);
            gateway.stop();
        }
    }

    private void restartUnderFire(GatewayProcess gateway, int rounds) throws InterruptedException {
        try (Barrage barrage = new Barrage(gateway.httpPort(), payloads, ledger)) {
            for (int round = 1; round <= rounds; round++) {
                awaitAnswers(gateway);
                long refusedBefore = ledger.refused();
                gateway.stop();
                System.out.println("RestartIT: stop " + round + ": " + ledger);
                gateway.start().awaitReady();
                System.out.println("RestartIT: start " + round + ": " + ledger + "; " + gateway.refusalsByReason());
                assertThat(ledger.refused())
                        .as("requests that met a gateway on its way")
                        .isGreaterThan(refusedBefore);
            }
            awaitAnswers(gateway);
        }
    }

    private void awaitAnswers(GatewayProcess gateway) {
        long enough = ledger.accepted() + ANSWERS;
        await("answers, see " + gateway.log())
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> ledger.accepted() >= enough);
    }

    private Set<String> takenWithoutAnAnswer(Reckoning reckoning) {
        Set<String> taken = new TreeSet<>(ledger.unansweredMessages());
        taken.retainAll(reckoning.received().stream().map(Received::messageId).toList());
        return taken;
    }
}
