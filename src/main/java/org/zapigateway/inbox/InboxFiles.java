package org.zapigateway.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the broker's files look like before it starts, and what it has put aside since. Artemis starts without a word when a part
 * of them is missing, as after half a restore, and deletes what the rest no longer refers to.
 */
final class InboxFiles {
    private static final Logger LOG = LoggerFactory.getLogger(InboxFiles.class);
    private static final String JOURNAL_FILES = ".amq";
    private static final String BINDINGS_FILES = ".bindings";

    /** Artemis' name for a page that it could not read to its end, and has put aside. */
    private static final String DAMAGED_PAGE = ".invalidPage";

    /** As large as a file of the journal is made. Were it ever made larger, those of before would count as cut off. */
    static final int JOURNAL_FILE_BYTES = 10 * 1024 * 1024;

    private static final int HEADER_BYTES = 16;
    private static final int PART_BYTES = 64 * 1024;

    /** How the names of the inbox's own queues begin, as Artemis writes them. */
    private static final byte[] OWN_NAMES = "zapi.".getBytes(StandardCharsets.UTF_16LE);

    private final Path directory;

    InboxFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Refuses files that a start would take for less than they were, and takes away what a kill has left unfinished.
     *
     * @throws IllegalStateException naming what is missing or damaged, and what to do
     */
    void requireWhole() throws IOException {
        List<Path> journal = files("journal", name -> name.endsWith(JOURNAL_FILES));
        List<Path> bindings = files("bindings", name -> name.endsWith(BINDINGS_FILES));
        if (bindings.isEmpty() && (!journal.isEmpty() || holds("paging"))) {
            throw damaged(directory.resolve("bindings"), "has no file *" + BINDINGS_FILES);
        }
        if (journal.isEmpty() && (holds("paging") || nameQueues(bindings))) {
            throw damaged(directory.resolve("journal"), "has no file *" + JOURNAL_FILES);
        }
        mend(journal, JOURNAL_FILE_BYTES);
        mend(bindings, HEADER_BYTES);
    }

    /** The pages of which the broker could not read all; what stood in the rest of each is lost. */
    List<Path> damagedPages() throws IOException {
        Path paging = directory.resolve("paging");
        if (!Files.isDirectory(paging)) {
            return List.of();
        }
        try (Stream<Path> pages = Files.walk(paging, 2)) {
            return pages.filter(page -> page.toString().endsWith(DAMAGED_PAGE)).toList();
        } catch (UncheckedIOException e) {
            // A folder of pages that is just being deleted.
            return List.of();
        }
    }

    /** A file that nothing was written to yet was in the making when the process was killed; Artemis would not start with it. */
    private static void mend(List<Path> files, long size) throws IOException {
        List<Path> begun = new ArrayList<>(files);
        while (!begun.isEmpty() && !hasContent(begun.get(begun.size() - 1))) {
            begun.remove(begun.size() - 1);
        }
        for (Path file : begun) {
            if (Files.size(file) < size) {
                throw damaged(file, "is shorter than it was made");
            }
            if (version(file) == 0) {
                throw damaged(file, "is empty at its beginning");
            }
        }
        for (Path file : files.subList(begun.size(), files.size())) {
            LOG.info("inbox: {} was never written to; it is made anew", file);
            Files.delete(file);
        }
    }

    private static IllegalStateException damaged(Path path, String what) {
        return new IllegalStateException("the inbox is damaged: " + path.toAbsolutePath() + " " + what
                + ". A start would lose events without a word, and delete more. Copy the whole inbox directory away, and"
                + " bring back what is missing; or move it aside and start with an empty one");
    }

    /** The queues are made when the journal is there. */
    private static boolean nameQueues(List<Path> bindings) throws IOException {
        for (Path file : bindings) {
            // A file of bindings has a megabyte.
            byte[] content = Files.readAllBytes(file);
            for (int i = 0; i + OWN_NAMES.length <= content.length; i++) {
                if (Arrays.equals(content, i, i + OWN_NAMES.length, OWN_NAMES, 0, OWN_NAMES.length)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean holds(String folder) throws IOException {
        Path path = directory.resolve(folder);
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> content = Files.list(path)) {
            return content.findAny().isPresent();
        }
    }

    /** Oldest first. */
    private List<Path> files(String folder, Predicate<String> named) throws IOException {
        Path path = directory.resolve(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> named.test(file.getFileName().toString()))
                    .sorted(Comparator.comparingLong(InboxFiles::number))
                    .toList();
        }
    }

    /** Artemis counts its files: {@code activemq-data-7.amq}. */
    private static long number(Path file) {
        String digits = file.getFileName().toString().replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static boolean hasContent(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] part = in.readNBytes(PART_BYTES); part.length > 0; part = in.readNBytes(PART_BYTES)) {
                for (byte value : part) {
                    if (value != 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static int version(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ByteBuffer.wrap(in.readNBytes(Integer.BYTES)).getInt();
        }
    }
}
