package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * A contact came, went, or is writing.
 *
 * @param envelope what all events have in common
 * @param state available, unavailable, composing, paused or recording; another word in lower case
 * @param lastSeen when the contact was last seen, or {@code null}; never seen with a value so far
 * @param original the Z-API object as received, JSON text; {@code null} when left out
 */
public record PresenceData(
        @JsonUnwrapped Envelope envelope, String state, Instant lastSeen, @JsonRawValue String original)
        implements EventData {}
