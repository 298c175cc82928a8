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

/** The newest JDK of this machine. */
final class NewestJdk {
    private static final Path JDKS = Path.of("/usr/lib/jvm");

    private NewestJdk() {}

    /** Its home; where it is older than that, the test is skipped and says why. */
    static Path require(int oldest) throws IOException {
        Optional<Path> jdk = find().filter(home -> version(home) >= oldest);
        assumeTrue(jdk.isPresent(), "there is no JDK from " + oldest + " on below " + JDKS);
        return jdk.get();
    }

    /** Its home; empty when there is none where JDKs usually are. */
    static Optional<Path> find() throws IOException {
        if (!Files.isDirectory(JDKS)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(JDKS)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin").resolve("java")))
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
