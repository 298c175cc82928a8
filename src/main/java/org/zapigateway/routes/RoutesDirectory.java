package org.zapigateway.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

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

    /** Folders at the top that are nobody's: examples are copied from, and a new file system keeps its finds in the other. */
    private static final Set<Path> NOT_OURS = Set.of(Path.of("examples"), Path.of("lost+found"));

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
            Map<String, Finding> unreadable = new TreeMap<>();
            List<String> paths = paths(unreadable);
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
            for (String path : paths) {
                read(path, placeholders, files, unreadable);
            }
            return new Look(null, files, unreadable, placeholders);
        } catch (IOException | IllegalArgumentException e) {
            return Look.failed("the routes directory " + directory + " cannot be read (" + e.getMessage() + ")");
        }
    }

    /**
     * The route files, and the links that lead nowhere: what was behind one is not deleted, it may only be away.
     *
     * @param unreadable gets the folders that cannot be read, each with a slash at its end
     */
    private List<String> paths(Map<String, Finding> unreadable) throws IOException {
        List<String> paths = new ArrayList<>();
        // Links are followed, because a ConfigMap is made of links. Kubernetes' own folders (..data) begin with a dot.
        Files.walkFileTree(directory, Set.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, new OurFiles() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isOurs(file) && (name(file).endsWith(SUFFIX) || leadsNowhere(file))) {
                    paths.add(name(file));
                }
                return paths.size() > MAX_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (file.equals(directory)) {
                    throw e;
                }
                // One that has gone since it was listed is gone.
                if (isOurs(file) && !(e instanceof NoSuchFileException)) {
                    unreadable.put(name(file) + "/", unreadableFolder(name(file), e));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(paths);
        return paths;
    }

    /** Files that look like route files and are none, because of their names. */
    List<String> misnamed() {
        List<String> found = new ArrayList<>();
        try {
            Files.walkFileTree(directory, Set.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, new OurFiles() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (isOurs(file) && isMisnamed(name(file))) {
                        found.add(name(file));
                    }
                    return found.size() < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // Whether the directory can be read at all is said by a look.
            return List.of();
        }
        Collections.sort(found);
        return found;
    }

    private static boolean isMisnamed(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return !path.endsWith(SUFFIX) && (name.endsWith(".yaml") || name.endsWith(".yml") || name.contains(".camel."));
    }

    private boolean isOurs(Path path) {
        Path below = directory.relativize(path);
        return path.equals(directory)
                || !NOT_OURS.contains(below) && !below.getFileName().toString().startsWith(".");
    }

    private String name(Path path) {
        return directory.relativize(path).toString().replace('\\', '/');
    }

    private Finding unreadableFolder(String name, IOException e) {
        return error(
                name,
                "cannot be read (" + e + ")",
                "check the rights of the folder; no route file in it is loaded, and what runs of it keeps running");
    }

    private static boolean leadsNowhere(Path path) {
        return Files.isSymbolicLink(path) && Files.notExists(path);
    }

    private void read(
            String path,
            Map<String, String> placeholders,
            Map<String, RouteFile> files,
            Map<String, Finding> unreadable) {
        try {
            Path file = directory.resolve(path);
            if (Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                files.put(path, RouteFile.of(path, text(file), placeholders));
            }
        } catch (InvalidPathException e) {
            String remedy = "start Java with LC_ALL=C.UTF-8, or rename the file";
            unreadable.put(path, error(path, "has a name with letters that this process cannot read", remedy));
        } catch (NoSuchFileException e) {
            // Deleted between the listing and the reading, which the next look settles; but a link is not deleted with
            // its target, which may only be away for a while.
            if (Files.isSymbolicLink(directory.resolve(path))) {
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

    /** Nobody looks into the thousands of files below .git, and whether they can be read is nobody's trouble. */
    private abstract class OurFiles extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isOurs(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }
    }

    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
