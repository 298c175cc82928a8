package org.zapigateway.proof;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A routes directory that somebody edits at random, and what must run of it. The shipped routes are in it, but the one
 * that publishes is cut in two at a {@code direct:}, so that an edit can take the ground from under a route that runs.
 */
final class EditedRoutes {
    private static final String SUFFIX = ".camel.yaml";
    private static final String TAKE = "take";
    private static final String PUBLISH = "publish";
    private static final String STORE = "store-in-database";
    private static final List<String> FAULTS = List.of(
            "- route: [",
            "- route:\n    id: broken\n    from:\n      uri: zapi:event\n      steps:\n        - log: x\n",
            "- route:\n    id: broken\n    from:\n      uri: zapi:events\n      steps:\n        - to: jsm:queue:x\n");

    private final Path directory;
    private final Random random;
    private final Map<String, String> originals = new LinkedHashMap<>();

    /** Where each file is now, below the directory; one that was deleted is not there. */
    private final Map<String, String> places = new TreeMap<>();

    private final Map<String, String> running = new TreeMap<>();
    private final Set<String> refused = new TreeSet<>();
    private int edits;

    /** Lays out the directory, all good. */
    EditedRoutes(Path directory, Path shipped, Random random) throws IOException {
        this.directory = directory;
        this.random = random;
        copy(shipped.resolve("sql"), directory.resolve("sql"));
        String publish = Files.readString(shipped.resolve("publish-to-queues" + SUFFIX));
        originals.put(
                TAKE,
                "- route:\n    id: take\n    description: Every event goes to the route that publishes\n    from:\n"
                        + "      uri: zapi:events\n      steps:\n        - to: direct:publish\n");
        originals.put(
                PUBLISH,
                publish.replace("id: publish-to-queues", "id: publish")
                        .replace("uri: zapi:events", "uri: direct:publish"));
        originals.put(STORE, Files.readString(shipped.resolve(STORE + SUFFIX)));
        mendAll();
    }

    /** The files of which something must run, with the hash of the version. */
    Map<String, String> running() {
        return Map.copyOf(running);
    }

    /** The files that must be refused. */
    Set<String> refused() {
        return Set.copyOf(refused);
    }

    /** Edits that many files, or all that there are, each once, and says how. */
    List<String> edit(int count) {
        if (random.nextInt(4) == 0) {
            addOne();
        }
        List<String> names = new ArrayList<>(originals.keySet());
        Collections.shuffle(names, random);
        return names.stream().limit(count).map(this::edit).toList();
    }

    private String edit(String name) {
        edits++;
        if (!places.containsKey(name) || refused.contains(places.get(name))) {
            return write(name);
        }
        return switch (random.nextInt(6)) {
            case 0 -> corrupt(name);
            case 1 -> rename(name);
            case 2 -> delete(name);
            default -> write(name);
        };
    }

    /** Puts every file back to its place, in a version that is good. */
    void mendAll() {
        originals.keySet().forEach(this::write);
    }

    /** A file that is new, and takes no events, so that none is missed when it goes. */
    private void addOne() {
        String name = "added-" + edits;
        originals.put(
                name,
                "- route:\n    id: %s\n    description: Nobody sends to it\n    from:\n      uri: direct:%s\n      steps:\n        - log: x\n"
                        .formatted(name, name));
    }

    private String write(String name) {
        String place = places.computeIfAbsent(name, key -> key + SUFFIX);
        String text = originals.get(name).replaceFirst("(?m)^( +description: .*)$", "$1, version " + edits);
        save(place, text);
        running.put(place, hash(text));
        refused.remove(place);
        return "wrote " + place;
    }

    private String corrupt(String name) {
        String place = places.get(name);
        save(place, FAULTS.get(random.nextInt(FAULTS.size())));
        refused.add(place);
        return "broke " + place;
    }

    private String rename(String name) {
        String place = places.get(name);
        String next = place.contains("/") ? name + SUFFIX : "moved/" + name + "-" + edits + SUFFIX;
        try {
            Files.createDirectories(directory.resolve(next).getParent());
            Files.move(directory.resolve(place), directory.resolve(next));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        places.put(name, next);
        running.put(next, running.remove(place));
        return "renamed " + place + " to " + next;
    }

    private String delete(String name) {
        boolean isNeeded = name.equals(PUBLISH) && places.containsKey(TAKE) && running.containsKey(places.get(TAKE));
        boolean needs = name.equals(TAKE) && refused.contains(places.get(PUBLISH));
        if (needs || name.equals(PUBLISH) && !isNeeded) {
            // Whether it may go would depend on what else is in the same round.
            return write(name);
        }
        String place = places.get(name);
        try {
            Files.delete(directory.resolve(place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (isNeeded) {
            refused.add(place);
        } else {
            places.remove(name);
            running.remove(place);
        }
        return "deleted " + place;
    }

    /** As editors do: in place and in two parts, or beside and renamed over. */
    private void save(String place, String text) {
        Path file = directory.resolve(place);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(file.getParent());
            if (random.nextBoolean()) {
                try (OutputStream out = Files.newOutputStream(file)) {
                    out.write(bytes, 0, bytes.length / 2);
                    out.flush();
                    out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
                }
            } else {
                Path beside = file.resolveSibling("." + file.getFileName() + ".swp");
                Files.write(beside, bytes);
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
