package org.zapigateway.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The latest event ids, a set that forgets the oldest when it is full. It holds 26 bytes for each in three arrays, and
 * no object: what lives as long as this would be marked by the collector again and again. Used by one thread.
 */
final class RecentIds {
    private static final int FIRST_CAPACITY = 1_024;

    /** Senders choose message ids, and ids follow from them; where an id is put must not. */
    private final long salt = ThreadLocalRandom.current().nextLong();

    private final long spread = ThreadLocalRandom.current().nextLong() | 1;

    private final int window;

    /** The ids in the order they came, two halves at the same place; the oldest are overwritten. */
    private long[] high;

    private long[] low;

    /** One more than the place of an id, where its hash points to or soon behind; 0 is free. */
    private int[] slots;

    private int size;
    private int next;
    private long added;

    /**
     * Makes an empty set.
     *
     * @param window how many ids it knows at most, at least 1
     */
    RecentIds(int window) {
        this.window = window;
        allocate(Math.min(window, FIRST_CAPACITY));
    }

    /** Whether an id is one of the latest. */
    boolean contains(EventKey id) {
        return slots[slotOf(id.high(), id.low())] != 0;
    }

    /** Adds an id as the latest; one that is known already is known for longer. */
    void add(EventKey id) {
        if (size == high.length && size < window) {
            grow();
        }
        if (size == window) {
            forget(next);
        }
        put(id.high(), id.low());
        added++;
    }

    /** How many ids were added in all; the next one is at this place in their order. */
    long added() {
        return added;
    }

    /** How many of them were forgotten: the oldest that is known is at this place in their order. */
    long forgotten() {
        return added - size;
    }

    /**
     * Ids in the order they came.
     *
     * @param from the place of the first, at least {@link #forgotten()}
     * @param to the place behind the last, at most {@link #added()}
     */
    List<EventKey> range(long from, long to) {
        List<EventKey> range = new ArrayList<>();
        for (long place = from; place < to; place++) {
            int at = Math.floorMod(next - (int) (added - place), high.length);
            range.add(new EventKey(high[at], low[at]));
        }
        return range;
    }

    private void put(long highHalf, long lowHalf) {
        high[next] = highHalf;
        low[next] = lowHalf;
        slots[slotOf(highHalf, lowHalf)] = next + 1;
        next = next + 1 == window ? 0 : next + 1;
        size++;
    }

    /** Before the first is overwritten, the oldest lies at the beginning: what is copied keeps its order. */
    private void grow() {
        long[] highHalves = high;
        long[] lowHalves = low;
        int known = size;
        allocate((int) Math.min(window, 2L * known));
        for (int i = 0; i < known; i++) {
            put(highHalves[i], lowHalves[i]);
        }
    }

    private void allocate(int capacity) {
        high = new long[capacity];
        low = new long[capacity];
        // At most half full, so that few places are looked at.
        slots = new int[Integer.highestOneBit(Math.max(1, 2 * capacity - 1)) << 1];
        size = 0;
        next = 0;
    }

    private void forget(int place) {
        size--;
        int free = slotOf(high[place], low[place]);
        if (slots[free] != place + 1) {
            // It came again, and lies at its later place.
            return;
        }
        slots[free] = 0;
        // What did not find its own slot free moves up, or it would not be found behind a free one.
        for (int slot = after(free); slots[slot] != 0; slot = after(slot)) {
            int moved = slots[slot];
            int home = home(high[moved - 1], low[moved - 1]);
            if (distance(home, slot) >= distance(free, slot)) {
                slots[free] = moved;
                slots[slot] = 0;
                free = slot;
            }
        }
    }

    /** The slot of an id, or the free one that would be its own. */
    private int slotOf(long highHalf, long lowHalf) {
        int slot = home(highHalf, lowHalf);
        while (slots[slot] != 0 && (high[slots[slot] - 1] != highHalf || low[slots[slot] - 1] != lowHalf)) {
            slot = after(slot);
        }
        return slot;
    }

    private int home(long highHalf, long lowHalf) {
        long mixed = ((highHalf ^ salt) * spread ^ lowHalf) * spread;
        return (int) (mixed >>> 32) & slots.length - 1;
    }

    private int after(int slot) {
        return slot + 1 & slots.length - 1;
    }

    private int distance(int from, int to) {
        return to - from & slots.length - 1;
    }
}
