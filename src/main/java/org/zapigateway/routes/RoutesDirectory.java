package org.zapigateway.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The users' directory on disk. It is read whole at each look: file events do not come through ConfigMap mounts (a
 * swapped {@code ..data} symlink) or NFS (TRAPS C6), and a time stamp can stay the same over a change.
 */
final class RoutesDirectory {
    static final String SUFFIX = ".camel.yaml";
    static final String PLACEHOLDERS = "routes.properties";
    static final int MAX_FILES = 1_000;
    static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_DEPTH = 16;
    private static final String EXAMPLES = "examples/";

    private final Path directory;

    RoutesDirectory(Path directory) {
        this.directory = directory;
    }

    Path path() {
        return directory;
    }

    /** How a file is named to the user: with the name of the directory before it. */
    String display(String file) {
        Path name = directory.toAbsolutePath().normalize().getFileName();
        return name == null ? file : name + "/" + file;
    }

    /** Reads everything now; never throws, what cannot be read is in the answer. */
    Look look() {
        if (!Files.isDirectory(directory)) {
            return Look.failed("the routes directory " + directory + " is missing");
        }
        try {
            Map<String, String> placeholders = readPlaceholders();
            List<String> paths = paths();
            Optional<String> broken =
                    paths.stream().filter(path -> !path.endsWith(SUFFIX)).findFirst();
            if (broken.isPresent()) {
                return Look.failed("the routes directory " + directory + " has the link '" + broken.get()
                        + "', whose target cannot be found; bring it back, or delete the link, nothing is changed until"
                        + " then");
            }
            if (paths.size() > MAX_FILES) {
                return Look.failed("the routes directory " + directory + " has more than " + MAX_FILES + " files *"
                        + SUFFIX + "; move some out, nothing is changed until then");
            }
            Map<String, RouteFile> files = new TreeMap<>();
            Map<String, Finding> unreadable = new TreeMap<>();
            for (String path : paths) {
                read(path, placeholders, files, unreadable);
            }
            return new Look(null, files, unreadable, placeholders);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            return Look.failed("the routes directory " + directory + " cannot be read (" + e.getMessage() + ")");
        }
    }

    /** The route files, and the links that lead nowhere: what was behind one is not deleted, it may only be away. */
    private List<String> paths() throws IOException {
        // Links are followed, because a ConfigMap is made of links. Kubernetes' own folders (..data) begin with a dot.
        try (Stream<Path> walk = Files.walk(directory, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return walk.map(directory::relativize)
                    .map(path -> path.toString().replace('\\', '/'))
                    .filter(path -> !path.startsWith(".") && !path.contains("/.") && !path.startsWith(EXAMPLES))
                    .filter(path -> path.endsWith(SUFFIX) || leadsNowhere(directory.resolve(path)))
                    .limit(MAX_FILES + 1L)
                    .sorted()
                    .toList();
        }
    }

    private static boolean leadsNowhere(Path path) {
        return Files.isSymbolicLink(path) && Files.notExists(path);
    }

    private void read(
            String path,
            Map<String, String> placeholders,
            Map<String, RouteFile> files,
            Map<String, Finding> unreadable) {
        Path file = directory.resolve(path);
        try {
            if (Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                files.put(path, RouteFile.of(path, text(file), placeholders));
            }
        } catch (NoSuchFileException e) {
            // Deleted between the listing and the reading, which the next look settles; but a link is not deleted with
            // its target, which may only be away for a while.
            if (Files.isSymbolicLink(file)) {
                String remedy = "bring the target back, or delete the link";
                unreadable.put(path, error(path, "is a link whose target cannot be found", remedy));
            }
        } catch (CharacterCodingException e) {
            unreadable.put(path, error(path, "is not UTF-8 text", "save it as UTF-8"));
        } catch (TooLargeException e) {
            unreadable.put(path, error(path, "is larger than " + MAX_BYTES + " bytes", "split it into several files"));
        } catch (IOException e) {
            unreadable.put(path, error(path, "cannot be read (" + e + ")", "check the rights of the file"));
        }
    }

    private Finding error(String path, String what, String remedy) {
        return Finding.error(display(path), 0, null, what, remedy);
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new TooLargeException();
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    private Map<String, String> readPlaceholders() throws IOException {
        Path file = directory.resolve(PLACEHOLDERS);
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(file)));
        } catch (TooLargeException e) {
            throw new IOException(PLACEHOLDERS + " is larger than " + MAX_BYTES + " bytes", e);
        } catch (CharacterCodingException e) {
            throw new IOException(PLACEHOLDERS + " is not UTF-8 text", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(PLACEHOLDERS + " has a backslash that begins no known escape", e);
        }
        Map<String, String> values = new HashMap<>();
        properties.forEach((key, value) -> values.put(key.toString(), value.toString()));
        return Map.copyOf(values);
    }

    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
