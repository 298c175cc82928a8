package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar, built for Java 17, runs on the newest JDK of this machine, where virtual threads serve the requests. */
class NewestJdkIT {
    private static final Path JDKS = Path.of("/usr/lib/jvm");
    private static final int OLDEST = 17;
    private static final int POSTS = 200;

    @TempDir
    Path directory;

    private final Payloads payloads = new Payloads(6);
    private final PostLedger ledger = new PostLedger();

    @Test
    void fromAPostToQueueAndTable() throws Exception {
        Optional<Path> jdk = newestJdk();
        assumeTrue(jdk.isPresent(), "there is no JDK newer than " + OLDEST + " below " + JDKS);
        try (GatewayProcess gateway = new GatewayProcess(directory).on(jdk.get())) {
            gateway.start().awaitReady();
            Delivery.postAll(
                    gateway.httpPort(),
                    Stream.generate(payloads::next)
                            .limit(POSTS)
                            .map(Delivery::upgrading)
                            .toList(),
                    ledger);
            Reckoning reckoning = Reckoning.of(gateway, ledger.acceptedIds(), EventTable.h2(gateway.dataDirectory()));
            System.out.println("NewestJdkIT: " + jdk.get() + ": " + ledger + "; " + reckoning);

            assertThat(ledger.accepted()).isEqualTo(POSTS);
            assertThat(ledger.wrong()).as("answers of a wrong kind").isEmpty();
            reckoning.requireExactlyOnce(payloads.messageIds());
        }
    }

    private static Optional<Path> newestJdk() throws IOException {
        if (!Files.isDirectory(JDKS)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(JDKS)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin").resolve("java")))
                    .filter(home -> version(home) > OLDEST)
                    .max(Comparator.comparingInt(NewestJdkIT::version));
        }
    }

    /** The feature version, as the file {@code release} of each JDK tells it; 0 when it does not. */
    private static int version(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return 0;
        }
        try (InputStream in = Files.newInputStream(release)) {
            Properties properties = new Properties();
            properties.load(in);
            String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
            return Integer.parseInt(version.split("[.+-]")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
