package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A message was deleted for everyone.
 *
 * @param envelope what all events have in common
 * @param targetMessageId the deleted message. Z-API reuses its id as the event's own (FIELD_CATALOGUE section 3, REVOKE)
 * @param original the Z-API object as received, JSON text; {@code null} when left out
 */
public record DeletionData(@JsonUnwrapped Envelope envelope, String targetMessageId, @JsonRawValue String original)
        implements EventData {}
