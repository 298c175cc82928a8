package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * Something the gateway does not know. It always keeps its original.
 *
 * @param envelope what all events have in common
 * @param zapiType Z-API's {@code type} as sent, or {@code null} when there is none
 * @param original the Z-API object as received, JSON text; {@code null} when left out
 */
public record UnrecognisedData(@JsonUnwrapped Envelope envelope, String zapiType, @JsonRawValue String original)
        implements EventData {}
