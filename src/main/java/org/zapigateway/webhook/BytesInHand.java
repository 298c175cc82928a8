package org.zapigateway.webhook;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes of all bodies, and of the events made of them, in memory. They count as they arrive and not as they are
 * announced, so that a sender who announces much and sends little takes no room from others. Safe for use by several
 * threads.
 */
final class BytesInHand {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    BytesInHand(long limit) {
        this.limit = limit;
    }

    /**
     * Reserves more for a request that already holds some; {@code false}, and reserves none, when there is not enough.
     * A lone request always gets it, since nobody else could free any.
     *
     * @param already what they have
     */
    boolean takeMore(long bytes, long already) {
        long all = taken.addAndGet(bytes);
        if (all <= limit || all == already + bytes) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /** Takes room; {@code false}, and takes none, when there is not enough. */
    boolean take(int bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /** Gives room back. */
    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}
