package org.zapigateway.inbox;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.inbox.InboxUnavailableException.Reason;

/**
 * The durable store between the HTTP edge and the routes. What {@link #append} accepted survives a kill of the process
 * and reaches every subscription that wants it. Safe for use by many threads.
 */
public final class Inbox implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final GroupCommit commits;
    private final DiskGuard disk;
    private volatile Tracing tracing = Tracing.OFF;
    private final LongAdder stored = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /**
     * Opens the inbox.
     *
     * @param broker the embedded broker, started
     * @param directory where its journal lies; the free disk is measured there
     */
    public Inbox(EmbeddedBroker broker, Path directory, InboxSettings settings) {
        this.broker = broker;
        this.disk = new DiskGuard(directory, settings.minFreeDisk().toBytes());
        this.commits = new GroupCommit(broker, settings);
    }

    /**
     * Stores the events of one request, all or none, and returns when they are on disk. An event that is stored already
     * is not stored again.
     *
     * @param receivedAt when the edge took the request
     * @throws InboxUnavailableException when it is not certain that all of them are on disk; a re-send is safe
     */
    public void append(List<CanonicalEvent> events, Instant receivedAt) throws InboxUnavailableException {
        Tracing.Step step = tracing.storing(events, receivedAt);
        try {
            List<StoredEvent> additions = events.stream()
                    .map(event -> StoredEvent.of(event, receivedAt, step.traceParent()))
                    .toList();
            // Filled by the writer, and read when it has answered.
            List<StoredEvent> repeats = new ArrayList<>(0);
            int fresh = store(
                    additions.stream()
                            .<Addition>map(event -> transaction -> event.addTo(transaction) || !repeats.add(event))
                            .toList(),
                    additions.stream().mapToLong(StoredEvent::size).sum());
            stored.add(fresh);
            repeated.add((long) events.size() - fresh);
            repeats.forEach(broker.arrivals()::repeated);
            step.done();
        } catch (InboxUnavailableException | RuntimeException e) {
            step.failed(e.getClass().getName());
            throw e;
        }
    }

    /**
     * Keeps a body that bore the right credential but became no event, byte for byte, in {@code zapi.rejected}. The newest
     * thousand are kept; when these do not fit into memory, a thousand more on disk, and what comes then is dropped until an
     * operator has made room.
     *
     * @param reason why it became none; no part of the body
     * @throws InboxUnavailableException when it is not certain that the body is on disk
     */
    public void keepRejected(byte[] body, String reason, Instant receivedAt) throws InboxUnavailableException {
        RejectedBody rejected = new RejectedBody(body, reason, receivedAt);
        store(List.of(rejected::addTo), rejected.size());
    }

    /** Whether an append would be tried at all. */
    public boolean isOpen() {
        return whyClosed().isEmpty();
    }

    /** Why an append would be refused at once; empty when it would be tried. */
    public Optional<Reason> whyClosed() {
        if (!broker.isRunning()) {
            return Optional.of(Reason.NOT_RUNNING);
        }
        if (commits.isStalled()) {
            return Optional.of(Reason.STALLED);
        }
        return disk.trouble();
    }

    /** Somebody hears of each event from now on. */
    public void addListener(ArrivalListener listener) {
        broker.arrivals().add(listener);
    }

    /** Somebody hears of none from now on. */
    public void removeListener(ArrivalListener listener) {
        broker.arrivals().remove(listener);
    }

    /** Says who follows events from now on. */
    public void tracing(Tracing following) {
        tracing = following;
    }

    /** How many events were stored since the start. */
    public long stored() {
        return stored.sum();
    }

    /** How many events were repeats of stored ones since the start. */
    public long repeated() {
        return repeated.sum();
    }

    /** How many requests were refused since the start because the inbox was unavailable. */
    public long refused() {
        return refused.sum();
    }

    /** Finishes the appends that wait, and refuses new ones. */
    @Override
    public void close() throws InterruptedException {
        try {
            commits.close();
        } finally {
            disk.close();
        }
    }

    private int store(List<Addition> messages, long bytes) throws InboxUnavailableException {
        try {
            Optional<Reason> closed = whyClosed();
            if (closed.isPresent()) {
                throw new InboxUnavailableException(closed.get());
            }
            return commits.append(messages, bytes);
        } catch (InboxUnavailableException e) {
            refused.increment();
            throw e;
        }
    }
}
