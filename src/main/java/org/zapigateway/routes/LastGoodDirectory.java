package org.zapigateway.routes;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last good versions as files. Placeholder values are kept beside them, so the folder deserves the same care as
 * {@code routes.properties}. Trouble here is logged and never stops a load.
 */
final class LastGoodDirectory implements LastGood {
    private static final Logger LOG = LoggerFactory.getLogger(LastGoodDirectory.class);
    private static final String VALUES = ".properties";

    private final Path directory;

    LastGoodDirectory(Path directory) {
        this.directory = directory;
    }

    @Override
    public void keep(RouteFile file) {
        try {
            Path target = directory.resolve(file.path());
            Files.createDirectories(target.getParent());
            write(target.resolveSibling(target.getFileName() + VALUES), values(file.placeholders()));
            write(target, file.text());
        } catch (IOException e) {
            LOG.warn("routes: the last good copy of {} cannot be kept in {}: {}", file.path(), directory, e.toString());
        }
    }

    @Override
    public Optional<RouteFile> find(String path) {
        try {
            Path source = directory.resolve(path);
            if (!Files.isRegularFile(source)) {
                return Optional.empty();
            }
            Properties values = new Properties();
            Path beside = source.resolveSibling(source.getFileName() + VALUES);
            if (Files.isRegularFile(beside)) {
                try (Reader reader = Files.newBufferedReader(beside, StandardCharsets.UTF_8)) {
                    values.load(reader);
                }
            }
            Map<String, String> placeholders = new HashMap<>();
            values.forEach((key, value) -> placeholders.put(key.toString(), value.toString()));
            return Optional.of(RouteFile.of(path, Files.readString(source), placeholders));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("routes: the last good copy of {} in {} cannot be read: {}", path, directory, e.toString());
            return Optional.empty();
        }
    }

    @Override
    public void forget(String path) {
        try {
            Path file = directory.resolve(path);
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + VALUES));
        } catch (IOException e) {
            LOG.warn("routes: the last good copy of {} in {} cannot be deleted: {}", path, directory, e.toString());
        }
    }

    /** All that is kept, by path. */
    Map<String, RouteFile> all() {
        Map<String, RouteFile> all = new TreeMap<>();
        paths().forEach(path -> find(path).ifPresent(file -> all.put(path, file)));
        return all;
    }

    /** Forgets what was deleted while the gateway did not run, so that it does not come back with a later bad file. */
    void forgetAllBut(Collection<String> paths) {
        paths().stream().filter(path -> !paths.contains(path)).forEach(this::forget);
    }

    private List<String> paths() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.map(path -> directory.relativize(path).toString().replace('\\', '/'))
                    .filter(path -> path.endsWith(RoutesDirectory.SUFFIX))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("routes: the last good copies in {} cannot be listed: {}", directory, e.toString());
            return List.of();
        }
    }

    private static String values(Map<String, String> placeholders) throws IOException {
        Properties values = new Properties();
        values.putAll(placeholders);
        StringWriter out = new StringWriter();
        values.store(out, null);
        return out.toString();
    }

    /** Written beside and renamed, so that a kill in between leaves the earlier copy whole. */
    private static void write(Path target, String text) throws IOException {
        Path temporary = Files.createTempFile(target.getParent(), "keep", ".tmp");
        try {
            try (Writer writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
                writer.write(text);
            }
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
