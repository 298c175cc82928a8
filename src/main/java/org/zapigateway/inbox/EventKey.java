package org.zapigateway.inbox;

import java.nio.ByteBuffer;

/**
 * An event id as the 16 bytes that its digits stand for.
 *
 * @param high the first half
 * @param low the second half
 */
record EventKey(long high, long low) {
    /** How many bytes a key is. */
    static final int BYTES = 2 * Long.BYTES;

    private static final int HALF_DIGITS = 16;
    private static final int HEX = 16;

    /**
     * The key of an event id.
     *
     * @param id 32 hex digits, as {@link org.zapigateway.event.EventId} makes them
     * @throws NumberFormatException when it is something else
     */
    static EventKey of(String id) {
        if (id.length() != 2 * HALF_DIGITS) {
            throw new NumberFormatException("an event id has " + 2 * HALF_DIGITS + " hex digits");
        }
        return new EventKey(
                Long.parseUnsignedLong(id, 0, HALF_DIGITS, HEX),
                Long.parseUnsignedLong(id, HALF_DIGITS, id.length(), HEX));
    }

    /** Reads the next key. */
    static EventKey from(ByteBuffer bytes) {
        return new EventKey(bytes.getLong(), bytes.getLong());
    }

    /** Writes the key behind what is written already. */
    void to(ByteBuffer bytes) {
        bytes.putLong(high).putLong(low);
    }
}
