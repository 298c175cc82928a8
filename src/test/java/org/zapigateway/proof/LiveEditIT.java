package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.Rounds;

/**
 * Route files are edited, broken, mended, added, renamed and deleted while events come in: the edge answers 200
 * throughout, each event arrives once, and what runs is always the last good set.
 */
class LiveEditIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Several at once, as a checkout of another branch does. */
    private static final int MOST_EDITS_AT_ONCE = 3;

    @TempDir
    Path directory;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Payloads payloads = new Payloads(seed);
    private final PostLedger ledger = new PostLedger();

    @Test
    void anEditNeitherStopsTheEdgeNorLosesNorDoublesAnEvent() throws Exception {
        int edits = Rounds.of(20, 200);
        System.out.println("LiveEditIT: seed " + seed + ", " + edits + " edits");
        EditedRoutes routes = new EditedRoutes(directory.resolve("routes"), Path.of("routes"), random);
        try (GatewayProcess gateway = new GatewayProcess(directory)) {
            gateway.with("zapi.routes.directory", directory.resolve("routes").toString());
            gateway.start().awaitReady();
            try (Barrage barrage = Barrage.gentle(gateway.httpPort(), payloads, ledger)) {
                edit(gateway, routes, edits);
                routes.mendAll();
                awaitLastGoodSet(gateway, routes, "mended all");
            }
            Reckoning reckoning = Reckoning.of(gateway, ledger.acceptedIds(), EventTable.h2(gateway.dataDirectory()));
            System.out.println("LiveEditIT: " + ledger + "; " + reckoning);

            assertThat(ledger.wrong()).as("answers of a wrong kind").isEmpty();
            assertThat(ledger.refused()).as("answers 503").isZero();
            assertThat(ledger.unanswered()).as("requests without an answer").isEmpty();
            reckoning.requireExactlyOnce(payloads.messageIds());
        }
    }

    private void edit(GatewayProcess gateway, EditedRoutes routes, int edits) {
        int left = edits;
        while (left > 0) {
            int atOnce = Math.min(left, 1 + random.nextInt(MOST_EDITS_AT_ONCE));
            List<String> made = routes.edit(atOnce);
            left -= made.size();
            awaitLastGoodSet(gateway, routes, String.join(", ", made));
        }
    }

    private void awaitLastGoodSet(GatewayProcess gateway, EditedRoutes routes, String edits) {
        await("what runs after: " + edits + "; see " + gateway.log())
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    Map<String, String> running = new TreeMap<>();
                    Set<String> refused = new TreeSet<>();
                    for (JsonNode file : files(gateway)) {
                        if (file.has("runningHash")) {
                            running.put(
                                    file.path("file").asText(),
                                    file.path("runningHash").asText());
                        }
                        if (file.path("state").asText().equals("REFUSED")) {
                            refused.add(file.path("file").asText());
                        }
                    }
                    assertThat(running).isEqualTo(routes.running());
                    assertThat(refused).isEqualTo(routes.refused());
                });
    }

    private static JsonNode files(GatewayProcess gateway) throws IOException {
        return JSON.readTree(new URL("http://127.0.0.1:" + gateway.operationsPort() + "/actuator/routes"))
                .path("files");
    }
}
