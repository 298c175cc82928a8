package org.zapigateway.inbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory that holds everything the gateway must not lose. It belongs to one gateway at a time: the broker would
 * otherwise wait for ever for its journal.
 */
public final class DataDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final Set<PosixFilePermission> OF_ITS_OWNER = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the directory exist, readable to its owner only (it holds people's messages), and takes it. One that exists
     * keeps its mode, and the log warns when others have rights on it: it may be meant.
     *
     * @throws IllegalStateException naming the place and the remedy when it cannot be used
     */
    public static DataDirectory take(Path path) {
        try {
            create(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("gateway.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new IllegalStateException("another gateway uses the data directory " + path.toAbsolutePath()
                        + "; stop it, or set zapi.data-dir to another directory");
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the data directory " + path.toAbsolutePath() + " cannot be used (" + e
                            + "); make it writable, or set zapi.data-dir to another directory",
                    e);
        }
    }

    /** A place below the directory. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** The directory, absolute. */
    public Path path() {
        return path.toAbsolutePath().normalize();
    }

    /** Gives the directory free. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void create(Path path) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!posix) {
            Files.createDirectories(path);
        } else if (Files.isDirectory(path)) {
            warnOfOthers(path);
        } else {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OF_ITS_OWNER));
        }
    }

    private static void warnOfOthers(Path path) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
        if (!OF_ITS_OWNER.containsAll(mode)) {
            LOG.warn(
                    "the data directory {} holds people's messages, and others than its owner have rights on it ({}); take "
                            + "them away: chmod 700 {}",
                    path.toAbsolutePath(),
                    PosixFilePermissions.toString(mode),
                    path.toAbsolutePath());
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
