package org.zapigateway;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The databases of tests, with more patience than the library has: it gives up after ten seconds. */
public final class PostgreSql {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private PostgreSql() {}

    /** An empty one. */
    public static EmbeddedPostgres start() throws IOException {
        return start(FreePort.find());
    }

    /** An empty one on a port that others know already. */
    public static EmbeddedPostgres start(int port) throws IOException {
        return on(port).start();
    }

    /** One that has what lies in the directory, and may be stopped and started there again. */
    public static EmbeddedPostgres start(int port, Path directory) throws IOException {
        // The library waits five seconds for a server that stops, and says nothing when it takes longer.
        await("the end of the one before")
                .atMost(PATIENCE)
                .until(() -> !Files.exists(directory.resolve("postmaster.pid")));
        return on(port).setDataDirectory(directory).setCleanDataDirectory(false).start();
    }

    private static EmbeddedPostgres.Builder on(int port) {
        return EmbeddedPostgres.builder().setPort(port).setPGStartupWait(PATIENCE);
    }
}
