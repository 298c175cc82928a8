package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import org.zapigateway.ConfigurationOfTests;

/** The script {@code zapi}: it unpacks the jar once and has Java archive its classes, and nobody need know. */
class ZapiScriptIT {
    private static final Path JAR = Path.of("target", "zapi-gateway.jar").toAbsolutePath();
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final String GOOD = "-- 1 file, 0 refused, 0 warnings\n";
    private static final String ROUTE =
            """
            - route:
                id: hello
                description: The smallest route
                from:
                  uri: zapi:events
                  steps:
                    - log: "${header.eventType}"
            """;

    /** Where two shells have asked for the same at once, when nothing was unpacked yet. */
    @TempDir
    static Path home;

    private static List<Answer> first;
    private static List<Path> unpacked;

    @TempDir
    Path empty;

    @BeforeAll
    static void twoShellsAtOnce() throws Exception {
        layOut(home);
        Shell one = new Shell(home, JAVA_HOME, "check");
        Shell other = new Shell(home, JAVA_HOME, "check");
        first = List.of(one.answer(), other.answer());
        List<Path> directories = files(home.resolve("target/unpacked"));
        assertThat(directories).hasSize(1);
        unpacked = files(directories.get(0));
    }

    @Test
    void twoShellsAtOnceDoNotDisturbEachOther() {
        assertThat(first).allSatisfy(answer -> {
            assertThat(answer.exitCode()).as(answer.err()).isZero();
            assertThat(answer.out()).isEqualTo(GOOD);
            assertThat(answer.err().lines()).allMatch(line -> line.startsWith("zapi: once for this build"));
        });
        assertThat(unpacked)
                .extracting(file -> file.getFileName().toString())
                .satisfiesExactlyInAnyOrder(
                        name -> assertThat(name).isEqualTo("dependencies"),
                        name -> assertThat(name).isEqualTo("zapi-gateway.jar"),
                        name -> assertThat(name).endsWith(".jsa"));
        assertThat(only(".jsa")).isNotEmptyFile();
    }

    /** Between the look for the directory and the move to it there is room for the other shell's move. */
    @Test
    void theSlowerShellLeavesNothingInWhatTheQuickerUnpacked() throws Exception {
        layOut(empty);
        Path mv = Files.createDirectory(empty.resolve("bin")).resolve("mv");
        Files.writeString(mv, "#!/bin/sh\n[ ! -d \"$1\" ] || cp -R \"$1\" \"$2\"\nPATH=${PATH#*:} exec mv \"$@\"\n");
        assertThat(mv.toFile().setExecutable(true)).isTrue();
        String path = mv.getParent() + ":" + System.getenv("PATH");

        // A verb that archives no classes, which would take most of the time.
        Answer answer = new Shell(empty, JAVA_HOME, Map.of("PATH", path), "run", "stray").answer();

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(files(empty.resolve("target/unpacked"))).singleElement().satisfies(directory -> assertThat(
                        files(directory))
                .extracting(file -> file.getFileName().toString())
                .filteredOn(name -> !name.startsWith("run."))
                .containsExactlyInAnyOrder("dependencies", "zapi-gateway.jar"));
    }

    @Test
    void laterVerbsSayNothingOfIt() throws Exception {
        assertThat(zapi(home, "check")).isEqualTo(new Answer(0, GOOD, ""));
    }

    /** Of it Java would tell on standard output, in the midst of an answer. */
    @Test
    void anArchiveThatDoesNotFitIsIgnored() throws Exception {
        Path jar = only(".jar");
        FileTime archived = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        try {
            assertThat(zapi(home, "check")).isEqualTo(new Answer(0, GOOD, ""));
        } finally {
            Files.setLastModifiedTime(jar, archived);
        }
    }

    @Test
    void jarsInLibAreSeen() throws Exception {
        Path lib = home.resolve("lib");
        Path route = home.resolve("routes/hello.camel.yaml");
        ExtensionJars.buildInto(lib, empty);
        Files.writeString(home.resolve("application.yml"), "zapi.routes.additional-components: parrot\n");
        Files.writeString(route, ROUTE + "        - to: parrot:lora\n");
        try {
            assertThat(zapi(home, "check").out()).isEqualTo(GOOD);
            Path other = Files.move(lib, empty.resolve("other-jars"));
            assertThat(zapi(home, "check").exitCode()).as("without them").isEqualTo(1);
            assertThat(new Shell(home, JAVA_HOME, Map.of("LOADER_PATH", other.toString()), "check").answer())
                    .isEqualTo(new Answer(0, GOOD, ""));
        } finally {
            Files.writeString(route, ROUTE);
            Files.delete(home.resolve("application.yml"));
            FileSystemUtils.deleteRecursively(lib);
        }
    }

    @Test
    void whatAnOlderJarLeftIsRemovedWhenAGatewayStartsAndNotBefore() throws Exception {
        Path older = Files.createDirectory(home.resolve("target/unpacked/1"));

        zapi(home, "translate", "--help");
        assertThat(older).exists();

        Path used =
                Files.createFile(older.resolve("run." + ProcessHandle.current().pid()));
        assertThat(zapi(home, "run", "stray").exitCode()).isEqualTo(2);
        assertThat(older).as("what a gateway that runs needs").exists();

        Files.delete(used);
        assertThat(zapi(home, "run", "stray").exitCode()).isEqualTo(2);
        assertThat(older).doesNotExist();
    }

    @Test
    void whereNothingCanBeWrittenTheJarIsUsedAsItIs() throws Exception {
        layOut(empty);
        Files.createFile(empty.resolve("target/unpacked"));

        assertThat(zapi(empty, "check")).isEqualTo(new Answer(0, GOOD, ""));
    }

    /** Java warns of them before the answer, eight lines at each verb that asks a broker. */
    @Test
    void onTheNewestJavaNobodyIsWarnedOfLibraries() throws Exception {
        Path newest = NewestJdk.require(24);
        zapi(home, newest, "check");

        Answer answer = zapi(home, newest, "peek", "whatsapp.message.received", "--broker", "tcp://127.0.0.1:1");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err().lines()).singleElement().asString().startsWith("zapi: no broker answers");
    }

    @Test
    void aJavaThatIsTooOldIsRefused() throws Exception {
        layOut(empty);

        Answer answer = new Shell(empty, jdk("11.0.2"), "check").answer();

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).contains("is Java 11; 17 or newer is needed");
        assertThat(answer.out()).isEmpty();
    }

    /** Where nobody may ask for them, Java would warn; a verb ends too soon to gain by them. */
    @Test
    void aGatewayAsksForLargePagesWhereTheyAreGiven() throws Exception {
        layOut(empty);
        Path jdk = jdk("17.0.2");
        Path offer = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean given = Files.exists(offer) && Files.readString(offer).contains("[madvise]");

        String run = new Shell(empty, jdk, "run").answer().out();
        String check = new Shell(empty, jdk, "check").answer().out();

        assertThat(run)
                .contains("-XX:MaxGCPauseMillis=20", "-XX:+ExitOnOutOfMemoryError")
                .endsWith("run\n");
        assertThat(run.contains("-XX:+UseTransparentHugePages")).isEqualTo(given);
        assertThat(check).doesNotContain("HugePages", "OutOfMemory").endsWith("check\n");
    }

    /** One that only tells its version and what it was asked. */
    private Path jdk(String version) throws IOException {
        Path jdk = empty.resolve("jdk");
        Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2022-01-18' >&2\necho \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return jdk;
    }

    private static void layOut(Path directory) throws IOException {
        Files.copy(Path.of("zapi"), directory.resolve("zapi"));
        Files.copy(JAR, Files.createDirectory(directory.resolve("target")).resolve("zapi-gateway.jar"));
        Files.writeString(Files.createDirectory(directory.resolve("routes")).resolve("hello.camel.yaml"), ROUTE);
    }

    private static Path only(String suffix) {
        return unpacked.stream()
                .filter(file -> file.toString().endsWith(suffix))
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer zapi(Path directory, String... arguments) throws Exception {
        return zapi(directory, JAVA_HOME, arguments);
    }

    private static Answer zapi(Path directory, Path javaHome, String... arguments) throws Exception {
        return new Shell(directory, javaHome, arguments).answer();
    }

    private record Answer(int exitCode, String out, String err) {}

    /** The script at work. */
    private static final class Shell {
        private final Path err;
        private final Process process;

        Shell(Path directory, Path javaHome, String... arguments) throws IOException {
            this(directory, javaHome, Map.of(), arguments);
        }

        Shell(Path directory, Path javaHome, Map<String, String> environment, String... arguments) throws IOException {
            err = Files.createTempFile(directory, "zapi", ".err");
            List<String> command = new ArrayList<>(List.of("sh", "zapi"));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = ConfigurationOfTests.process(command)
                    .directory(directory.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("JAVA_HOME", javaHome.toString());
            builder.environment().putAll(environment);
            process = builder.start();
        }

        Answer answer() throws Exception {
            String out = new String(process.getInputStream().readAllBytes());
            return new Answer(process.waitFor(), out, Files.readString(err));
        }
    }
}
