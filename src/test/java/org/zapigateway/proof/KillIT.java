package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.PostgreSql;
import org.zapigateway.Rounds;

/** {@code kill -9} under fire, again and again: what was acknowledged is there, once, and nothing else is. */
class KillIT {
    private static final int FEWEST_ANSWERS = 50;
    private static final int MOST_ANSWERS = 1_500;

    @TempDir
    Path directory;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Payloads payloads = new Payloads(seed);
    private final PostLedger ledger = new PostLedger();

    @Test
    void everyAcknowledgedEventSurvivesInH2() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(directory)) {
            prove(gateway, EventTable.h2(gateway.dataDirectory()), Rounds.of(1, 20));
        }
    }

    @Test
    void everyAcknowledgedEventSurvivesInPostgresql() throws Exception {
        try (EmbeddedPostgres postgres = PostgreSql.start();
                GatewayProcess gateway = new GatewayProcess(directory)) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            gateway.with("spring.datasource.url", url).with("spring.datasource.username", "postgres");
            prove(gateway, EventTable.of(url, "postgres"), Rounds.of(1, 10));
        }
    }

    private void prove(GatewayProcess gateway, EventTable table, int rounds) throws Exception {
        System.out.println("KillIT: seed " + seed + ", " + rounds + " rounds");
        for (int round = 1; round <= rounds; round++) {
            gateway.start().awaitReady();
            killUnderFire(gateway);
            System.out.println("KillIT: round " + round + ": " + ledger);
        }
        gateway.start().awaitReady();
        Reckoning reckoning = Reckoning.of(gateway, ledger.acceptedIds(), table);
        System.out.println("KillIT: " + ledger + "; " + reckoning);
        reckoning.requireExactlyOnce(payloads.messageIds());
        assertThat(ledger.wrong()).as("answers of a wrong kind").isEmpty();
    }

    /** The moment is random against the inbox's commits and the deliveries, since it waits for a number of answers. */
    private void killUnderFire(GatewayProcess gateway) throws InterruptedException {
        long enough = ledger.accepted() + FEWEST_ANSWERS + random.nextInt(MOST_ANSWERS - FEWEST_ANSWERS);
        try (Barrage barrage = new Barrage(gateway.httpPort(), payloads, ledger)) {
            await("answers, see " + gateway.log())
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> ledger.accepted() >= enough);
            System.out.println("KillIT: before the kill: " + gateway.refusalsByReason());
            gateway.kill();
        }
    }
}
