package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A label was put on a chat or taken off.
 *
 * @param envelope what all events have in common
 * @param label Z-API's id of the label, or {@code null}
 * @param assigned {@code true} when put on, {@code false} when taken off, {@code null} when Z-API does not say
 * @param original the Z-API object as received, JSON text; {@code null} when left out
 */
public record LabelData(@JsonUnwrapped Envelope envelope, String label, Boolean assigned, @JsonRawValue String original)
        implements EventData {}
