package org.zapigateway.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zapigateway.inbox.InboxUnavailableException.Reason;

/**
 * Tells whether the disk is fit to append to. Enough of it must be free: in bytes, not percent of the host's disk, where
 * Artemis would block each send instead of refusing it (DESIGN section 2). And the directory must be the one that the journal was
 * opened in: its files stay open when a volume is mounted over it, or another directory is put into its place, and the next start
 * would not find what was written to them. Safe for use by several threads.
 */
final class DiskGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Path directory;
    private final long minFree;
    private final DirectoryStream<Path> opened;
    private volatile Optional<Reason> trouble = Optional.empty();
    private volatile long lookedAt;

    /**
     * Guards a directory that the broker has opened.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    DiskGuard(Path directory, long minFree) {
        this.directory = directory;
        this.minFree = minFree;
        try {
            this.opened = Files.newDirectoryStream(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        look(System.nanoTime());
    }

    /** Why nothing should be appended, as it was a moment ago; empty when nothing is in the way. */
    Optional<Reason> trouble() {
        long now = System.nanoTime();
        if (now - lookedAt > LOOK_EVERY_NANOS) {
            look(now);
        }
        return trouble;
    }

    private void look(long now) {
        lookedAt = now;
        Optional<Reason> before = trouble;
        Optional<Reason> found = find();
        trouble = found;
        if (!found.equals(before)) {
            tell(found);
        }
    }

    private Optional<Reason> find() {
        if (isReplaced()) {
            return Optional.of(Reason.DIRECTORY_REPLACED);
        }
        return freeBytes() >= minFree ? Optional.empty() : Optional.of(Reason.DISK_FULL);
    }

    private void tell(Optional<Reason> found) {
        if (found.isEmpty()) {
            LOG.warn("inbox: the disk is fit again, accepting events");
        } else if (found.get() == Reason.DISK_FULL) {
            LOG.warn(
                    "inbox: less than {} bytes are free below {}, or it cannot be read; answering 503 until there is room",
                    minFree,
                    directory);
        } else {
            LOG.error(
                    "inbox: {} is another directory than the one whose files are open, as when a volume is mounted over it;"
                            + " answering 503 until that one is back. Stop the gateway, and start it when the right one is there",
                    directory);
        }
    }

    /** Asked of both at the same moment: on some file systems the number of a directory may change. */
    private boolean isReplaced() {
        if (!(opened instanceof SecureDirectoryStream<Path> held)) {
            // Windows, where a directory in use cannot be replaced.
            return false;
        }
        try {
            Object now =
                    Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
            return !Objects.equals(
                    now,
                    held.getFileAttributeView(BasicFileAttributeView.class)
                            .readAttributes()
                            .fileKey());
        } catch (IOException | ClosedDirectoryStreamException e) {
            // It is away or cannot be read, and then has no room either; or the inbox is closed.
            return false;
        }
    }

    /**
     * Asked of the directory itself, 0 when that fails: {@link java.nio.file.Files#getFileStore} looks for it in the table of
     * mounts, where a chroot's root need not stand.
     */
    private long freeBytes() {
        return directory.toFile().getUsableSpace();
    }

    @Override
    public void close() {
        try {
            opened.close();
        } catch (IOException e) {
            LOG.debug("inbox: {} is no longer held, and told why: {}", directory, e.toString());
        }
    }
}
