package org.zapigateway.store;

import java.time.Instant;

/**
 * What became of a message, without what was written in it. What is not known is {@code null}.
 *
 * @param direction {@code received} or {@code sent}
 * @param status the furthest of SENT, RECEIVED, READ, PLAYED
 * @param readCount how many have read it, in a group
 */
public record MessageState(
        String instanceId,
        String direction,
        String kind,
        Instant sentAt,
        String status,
        Instant statusAt,
        int readCount,
        Instant editedAt,
        Instant deletedAt,
        String error) {}
