package org.zapigateway.proof;

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

/** The newest JDK of this machine, where it has one that is newer than the oldest on which the gateway runs. */
final class NewestJdk {
    private static final Path JDKS = Path.of("/usr/lib/jvm");
    private static final int OLDEST = 17;

    private NewestJdk() {}

    /** Its home; without one the test is skipped, and says why. */
    static Path require() throws IOException {
        Optional<Path> jdk = find();
        assumeTrue(jdk.isPresent(), "there is no JDK newer than " + OLDEST + " below " + JDKS);
        return jdk.get();
    }

    private static Optional<Path> find() throws IOException {
        if (!Files.isDirectory(JDKS)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(JDKS)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin").resolve("java")))
                    .filter(home -> version(home) > OLDEST)
                    .max(Comparator.comparingInt(NewestJdk::version));
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
