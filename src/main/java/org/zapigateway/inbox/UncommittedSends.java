package org.zapigateway.inbox;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory those messages take which routes have sent and not committed yet, of all lanes together. No paging helps
 * against them: until they are committed, they are in memory. Safe for use by many threads.
 */
final class UncommittedSends {
    private static final int PARTS_OF_HEAP = 16;

    /** Who has less than such a part need not hurry: the memory is taken by others. */
    private static final int SMALL_PARTS = 64;

    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    /**
     * Nothing yet.
     *
     * @param maxMemory what an address may hold in memory, in bytes
     */
    UncommittedSends(long maxMemory) {
        most = Math.min(maxMemory, Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP);
    }

    /** Counts what was sent; less than 0 when it was committed or given up. */
    void add(long sent) {
        bytes.addAndGet(sent);
    }

    /**
     * Whether one of the senders should commit before it sends more.
     *
     * @param sent what it has sent itself
     */
    boolean areTooMuch(long sent) {
        return sent > most / SMALL_PARTS && bytes.get() > most;
    }
}
