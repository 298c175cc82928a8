package org.zapigateway.inbox;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether enough disk is free to append. It counts bytes, not percent of the host's disk, where Artemis would
 * block each send instead of refusing it (DESIGN section 2). Safe for use by several threads.
 */
final class DiskGuard {
    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Path directory;
    private final long minFree;
    private volatile boolean enough = true;
    private volatile long lookedAt;

    DiskGuard(Path directory, long minFree) {
        this.directory = directory;
        this.minFree = minFree;
        look(System.nanoTime());
    }

    /** Whether at least {@code zapi.inbox.min-free-disk} was free a moment ago. */
    boolean hasRoom() {
        long now = System.nanoTime();
        if (now - lookedAt > LOOK_EVERY_NANOS) {
            look(now);
        }
        return enough;
    }

    private void look(long now) {
        lookedAt = now;
        boolean before = enough;
        enough = freeBytes() >= minFree;
        if (before != enough) {
            LOG.warn(
                    enough
                            ? "inbox: enough disk is free again, accepting events"
                            : "inbox: less than {} bytes are free below {}, or it cannot be read; "
                                    + "answering 503 until there is room",
                    minFree,
                    directory);
        }
    }

    /**
     * Asked of the directory itself, 0 when that fails: {@link java.nio.file.Files#getFileStore} looks for it in the table of
     * mounts, where a chroot's root need not stand.
     */
    private long freeBytes() {
        return directory.toFile().getUsableSpace();
    }
}
