package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * Somebody reacted to a message, or took the reaction back.
 *
 * @param envelope what all events have in common
 * @param targetMessageId the message reacted to, or {@code null} when Z-API does not say
 * @param targetFromMe whether that message is the connected number's own, or {@code null} when Z-API does not say
 * @param targetSender who wrote that message, in groups; or {@code null}
 * @param reactedAt the reaction's time by the sender's clock, which may be days before the event's; or {@code null}
 * @param reaction the emoji, or that it was removed
 * @param original the Z-API object as received, JSON text; {@code null} when left out
 */
public record ReactionData(
        @JsonUnwrapped Envelope envelope,
        String targetMessageId,
        Boolean targetFromMe,
        Person targetSender,
        Instant reactedAt,
        Reaction reaction,
        @JsonRawValue String original)
        implements EventData {}
