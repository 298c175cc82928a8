package org.zapigateway.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The stable id of an event: a hash of its de-duplication key, so that a re-sent event has the id of its first copy.
 */
public final class EventId {
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private EventId() {}

    /**
     * The id of the event with that de-duplication key.
     *
     * <p>Each part is hashed behind its length: senders choose message ids, and must not be able to forge another
     * event's key by moving the border between two parts.
     *
     * @param parts the parts of the key in order; {@code null} differs from an empty part
     * @return 32 hex digits: the first half of a SHA-256
     */
    public static String of(String... parts) {
        MessageDigest sha256 = sha256();
        for (String part : parts) {
            byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
            int length = part == null ? -1 : bytes.length;
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
            sha256.update(bytes);
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, BYTES);
    }

    /** An id for an event that has no de-duplication key, such as presence. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
