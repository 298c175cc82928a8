package org.zapigateway.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.zapigateway.ConfigurationOfTests;

/**
 * The shipped jar as plain jars with an archive of their classes, as {@code ./zapi run} and the image have it: a start then
 * takes less than half of the processor time. It is made once for a build, whichever test comes first.
 */
final class UnpackedJar {
    /** As {@code ./zapi} has it: Java would begin the log with what libraries do, and then with what is in no archive for it. */
    private static final List<String> WITHOUT_WARNINGS = Runtime.version().feature() < 24
            ? List.of()
            : List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-Xlog:cds*=off");

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final String java;
    private final Path directory;

    private UnpackedJar(String java, Path directory) {
        this.java = java;
        this.directory = directory;
    }

    /**
     * Unpacks a jar unless that has been done.
     *
     * @param java the executable of the JDK of this test, for which the archive is
     */
    static UnpackedJar of(Path jar, String java) {
        try {
            // An archive is for one build and one Java.
            Path directory = TARGET.resolve(
                    "unpacked-for-proofs/" + Files.getLastModifiedTime(jar).toMillis() + "-" + Runtime.version());
            UnpackedJar unpacked = new UnpackedJar(java, directory);
            Files.createDirectories(directory);
            // Tests run in several processes; the lock ends with its channel.
            try (FileChannel channel = FileChannel.open(
                            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!Files.exists(unpacked.archive())) {
                    unpacked.make(jar);
                }
            }
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What starts the gateway instead of {@code -jar}. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(WITHOUT_WARNINGS);
        arguments.addAll(
                List.of("-XX:SharedArchiveFile=" + archive(), "-cp", jar().toString(), "org.zapigateway.ZapiGateway"));
        return arguments;
    }

    private void make(Path jar) throws IOException, InterruptedException {
        String jars = directory.resolve("jars").toString();
        run("-Djarmode=tools", "-jar", jar.toString(), "extract", "--force", "--destination", jars);
        // The rehearsal ends before anything listens or runs.
        Path rehearsal = directory.resolve("rehearsal");
        run(
                "-XX:TieredStopAtLevel=1",
                "-XX:ArchiveClassesAtExit=" + archive(),
                "-Dspring.context.exit=onRefresh",
                "-Xlog:disable",
                "-cp",
                jar().toString(),
                "org.zapigateway.ZapiGateway",
                // It runs in the clone, where its user may have an application.yml.
                "--spring.config.location=classpath:/",
                "--zapi.data-dir=" + rehearsal,
                "--zapi.broker.acceptor=");
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(List.of(arguments));
        Path log = directory.resolve("log");
        Process process = ConfigurationOfTests.process(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed, see " + log);
        }
    }

    private Path jar() {
        return directory.resolve("jars/zapi-gateway.jar");
    }

    private Path archive() {
        return directory.resolve("classes.jsa");
    }
}
