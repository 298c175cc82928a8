package org.zapigateway.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zapigateway.inbox.InboxUnavailableException.Reason;

/**
 * Lets appends that wait at the same time share one transaction and one disk sync.
 *
 * <p>There is one writer. That makes the check for repeats safe: the broker itself would store a repeat again, so it
 * must be known before it is added, and with one writer nothing can come between. An append is never split over two
 * transactions: its messages are stored all or none.
 *
 * <p>The writer waits for the disk for as long as it takes, its callers only for a while.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final long LONGEST_LOOK_MILLIS = 250;

    private final EmbeddedBroker broker;
    private final InboxSettings settings;
    private final BlockingQueue<Append> waiting;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicBoolean stalled = new AtomicBoolean();
    private final Thread writer;
    private volatile boolean open = true;
    private volatile List<Append> committing = List.of();
    private volatile Append carried;

    GroupCommit(EmbeddedBroker broker, InboxSettings settings) {
        this.broker = broker;
        this.settings = settings;
        this.waiting = new ArrayBlockingQueue<>(settings.maxWaiting());
        this.writer = new Thread(this::write, "inbox-writer");
        writer.setDaemon(true);
        writer.start();
        Thread watch = new Thread(this::watch, "inbox-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /**
     * Stores messages and returns when they are on disk.
     *
     * @param bytes what they cost together
     * @return how many of them were new; the others were on disk already
     * @throws InboxUnavailableException when it is not certain that all of them are on disk
     */
    int append(List<Addition> messages, long bytes) throws InboxUnavailableException {
        Append append = new Append(
                messages, bytes, System.nanoTime() + settings.maxWait().toNanos());
        enqueue(append);
        try {
            // Without a limit: watch() sets it. A virtual thread that waits for a while costs a tenth of the whole
            // request.
            return append.stored.get();
        } catch (ExecutionException e) {
            throw (InboxUnavailableException) e.getCause();
        } catch (InterruptedException e) {
            withdraw(append);
            Thread.currentThread().interrupt();
            throw new InboxUnavailableException(Reason.APPEND_FAILED, e);
        }
    }

    /** How many requests wait for their commit. */
    int waiting() {
        return waiting.size();
    }

    /** Whether the disk takes longer for a commit than callers wait. */
    boolean isStalled() {
        return stalled.get();
    }

    /**
     * An append that was not begun must not be stored after its sender was told that it was not (TRAPS C9). It may wait
     * outside of the queue, carried to the next batch; there the writer sees that nobody waits for it any more.
     */
    private void withdraw(Append append) {
        append.stored.cancel(false);
        takeOut(append);
    }

    private void takeOut(Append append) {
        if (waiting.remove(append)) {
            waitingBytes.addAndGet(-append.bytes);
        }
    }

    /** Times callers out, one thread for all of them; also of those whose commit hangs at a stop. */
    private void watch() {
        long every =
                Math.max(1, Math.min(LONGEST_LOOK_MILLIS, settings.maxWait().toMillis() / 10));
        while (open || writer.isAlive()) {
            try {
                TimeUnit.MILLISECONDS.sleep(every);
                long now = System.nanoTime();
                waiting.forEach(append -> giveUpIfDue(append, now));
                committing.forEach(append -> giveUpIfDue(append, now));
                Append next = carried;
                if (next != null) {
                    giveUpIfDue(next, now);
                }
            } catch (InterruptedException e) {
                LOG.debug("inbox: interrupted; only close() ends the watch");
            } catch (Throwable e) {
                // Errors too: without this thread callers wait for ever when the disk hangs.
                LOG.error("inbox: looking after those who wait failed; it goes on", e);
            }
        }
    }

    private void giveUpIfDue(Append append, long now) {
        if (now - append.deadline < 0 || append.stored.isDone()) {
            return;
        }
        // Before its caller goes on: a caller that is told of a stall must find the inbox closed (the writer opens it
        // again) and its own append gone.
        tellOfStall();
        takeOut(append);
        append.stored.completeExceptionally(new InboxUnavailableException(Reason.STALLED));
    }

    private void tellOfStall() {
        if (stalled.compareAndSet(false, true)) {
            LOG.warn(
                    "inbox: the disk has not confirmed a commit within {}, answering 503 until it does",
                    settings.maxWait());
        }
    }

    private void enqueue(Append append) throws InboxUnavailableException {
        if (!open) {
            throw new InboxUnavailableException(Reason.NOT_RUNNING);
        }
        long bytes = waitingBytes.addAndGet(append.bytes);
        boolean tooMuch = bytes > settings.maxWaitingBytes().toBytes() && bytes > append.bytes;
        if (tooMuch || !waiting.offer(append)) {
            waitingBytes.addAndGet(-append.bytes);
            throw new InboxUnavailableException(Reason.OVERLOADED);
        }
        if (!open) {
            // The writer may have ended between the check and the offer: then nobody else answers.
            failWaiting();
        }
    }

    /** Ends the writer after it has stored what was waiting; a disk that hangs is not waited for without end. */
    @Override
    public void close() throws InterruptedException {
        open = false;
        writer.join(settings.maxWait().toMillis());
        failWaiting();
    }

    private void write() {
        List<Append> batch = new ArrayList<>();
        while (open || carried != null || !waiting.isEmpty()) {
            try {
                gather(batch);
                commit(batch);
            } catch (Throwable e) {
                // Errors and interrupts too: a writer that ends leaves every request after it waiting for ever.
                fail(batch, e);
            }
            batch.clear();
            committing = List.of();
            if (stalled.compareAndSet(true, false)) {
                LOG.warn("inbox: the disk answers again");
            }
        }
    }

    private void gather(List<Append> batch) throws InterruptedException {
        Append next = carried != null ? carried : waiting.poll(100, TimeUnit.MILLISECONDS);
        carried = null;
        int messages = 0;
        long bytes = 0;
        while (next != null) {
            waitingBytes.addAndGet(-next.bytes);
            if (!next.stored.isDone()) {
                batch.add(next);
                messages += next.messages.size();
                bytes += next.bytes;
            }
            next = waiting.poll();
            if (next != null
                    && (messages + next.messages.size() > settings.maxBatchEvents()
                            || bytes + next.bytes > settings.maxBatchBytes().toBytes())) {
                carried = next;
                return;
            }
        }
    }

    private void commit(List<Append> batch) throws Exception {
        if (batch.isEmpty()) {
            return;
        }
        committing = List.copyOf(batch);
        int[] stored = InboxTransaction.commit(broker, transaction -> add(batch, transaction));
        for (int i = 0; i < stored.length; i++) {
            batch.get(i).stored.complete(stored[i]);
        }
    }

    /** Adds what is new, and tells for each request how much of it was. */
    private static int[] add(List<Append> batch, InboxTransaction transaction) throws Exception {
        int[] stored = new int[batch.size()];
        for (int i = 0; i < stored.length; i++) {
            for (Addition message : batch.get(i).messages) {
                if (message.addTo(transaction)) {
                    stored[i]++;
                }
            }
        }
        return stored;
    }

    private void fail(List<Append> batch, Throwable cause) {
        InboxUnavailableException answer = new InboxUnavailableException(Reason.APPEND_FAILED, cause);
        batch.forEach(append -> append.stored.completeExceptionally(answer));
        LOG.warn("inbox: {} requests could not be stored and are answered 503: {}", batch.size(), Causes.of(cause));
    }

    private void failWaiting() {
        for (Append append = waiting.poll(); append != null; append = waiting.poll()) {
            waitingBytes.addAndGet(-append.bytes);
            append.stored.completeExceptionally(new InboxUnavailableException(Reason.NOT_RUNNING));
        }
    }

    /** The messages of one request, and the promise to answer it. */
    private static final class Append {
        private final List<Addition> messages;
        private final long bytes;
        private final long deadline;
        private final CompletableFuture<Integer> stored = new CompletableFuture<>();

        private Append(List<Addition> messages, long bytes, long deadline) {
            this.messages = messages;
            this.bytes = bytes;
            this.deadline = deadline;
        }
    }
}
