package org.zapigateway.inbox;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFile;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/** The file that the journal of a real broker writes to just now, on a disk that a test can break. */
public final class FailingDisk extends FileChannel {
    private final FileChannel disk;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private volatile boolean failsToWrite;
    private volatile boolean failsToSync;
    private volatile boolean hangs;

    private FailingDisk(FileChannel disk) {
        this.disk = disk;
    }

    /** Puts such a disk beneath a running broker; it works until it is told otherwise. */
    public static FailingDisk beneath(EmbeddedBroker broker) throws Exception {
        ActiveMQServer server = broker.server();
        JournalImpl journal = (JournalImpl) server.getStorageManager().getMessageJournal();
        Field channel = NIOSequentialFile.class.getDeclaredField("channel");
        channel.setAccessible(true);
        Object file = journal.getCurrentFile().getFile();
        FailingDisk failing = new FailingDisk((FileChannel) channel.get(file));
        channel.set(file, failing);
        return failing;
    }

    /** From now on nothing can be written, as on a full disk; what was written before can be synced. */
    public void failToWrite() {
        failsToWrite = true;
    }

    /** From now on nothing that is written comes to the disk. */
    void failToSync() {
        failsToSync = true;
    }

    /** From now on a sync does not come back until {@link #answer()}. */
    void hang() {
        hangs = true;
    }

    /** Returns when somebody waits for the disk that hangs. */
    void awaitHanging() throws InterruptedException {
        reached.await();
    }

    void answer() {
        hangs = false;
        answers.countDown();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (failsToWrite) {
            throw new IOException("No space left on device");
        }
        return disk.write(source);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        if (failsToSync) {
            throw new IOException("Input/output error");
        }
        if (hangs) {
            reached.countDown();
            awaitAnswer();
        }
        disk.force(metaData);
    }

    private void awaitAnswer() {
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return disk.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return disk.read(targets, offset, length);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        return disk.write(sources, offset, length);
    }

    @Override
    public long position() throws IOException {
        return disk.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        disk.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return disk.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        disk.truncate(size);
        return this;
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return disk.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        return disk.transferFrom(source, position, count);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return disk.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return disk.write(source, position);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return disk.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return disk.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return disk.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        disk.close();
    }
}
