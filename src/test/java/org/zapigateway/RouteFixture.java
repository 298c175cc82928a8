package org.zapigateway;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Route files that keep to all rules but one: {@code crm.camel.yaml}, beside it what it takes for the fault to be one,
 * the settings of the gateway, and the lines that are to be said about it.
 *
 * @param folder named after the rule
 */
public record RouteFixture(Path folder) {
    /** The file that has the fault. */
    public static final String FILE = "crm.camel.yaml";

    private static final Path FIXTURES = Path.of("src/test/resources/fixtures/routes");
    private static final String EXPECTED = "expected.txt";
    private static final String SETTINGS = "settings.properties";

    /** Those that are refused. */
    public static Stream<RouteFixture> refused() {
        return in("refused");
    }

    /** Those that are loaded, most with a warning. */
    public static Stream<RouteFixture> warned() {
        return in("warned");
    }

    private static Stream<RouteFixture> in(String kind) {
        return list(FIXTURES.resolve(kind)).map(RouteFixture::new);
    }

    /** Copies the route files and placeholders into a routes directory, where a watcher sees no half of one. */
    public void copyTo(Path directory, boolean withTheFault) throws IOException {
        for (Path file : list(folder).toList()) {
            String name = file.getFileName().toString();
            if (!Set.of(EXPECTED, SETTINGS).contains(name) && (withTheFault || !name.equals(FILE))) {
                Path beside = directory.resolve(name + ".new");
                Files.copy(file, beside);
                Files.move(beside, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** The findings, one a line; {@code <directory>} stands for the routes directory. */
    public List<String> expected(Path directory) throws IOException {
        return Files.readAllLines(folder.resolve(EXPECTED)).stream()
                .map(line -> line.replace("<directory>", directory.toString()))
                .toList();
    }

    /** {@code zapi.routes.*}; empty for the defaults. */
    public Properties settings() throws IOException {
        Properties settings = new Properties();
        if (Files.exists(folder.resolve(SETTINGS))) {
            try (Reader reader = Files.newBufferedReader(folder.resolve(SETTINGS))) {
                settings.load(reader);
            }
        }
        return settings;
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
