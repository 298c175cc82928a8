package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A call changed its state.
 *
 * @param envelope what all events have in common
 * @param call the call, never {@code null}
 * @param original the Z-API object as received, JSON text; {@code null} when left out
 */
public record CallData(@JsonUnwrapped Envelope envelope, Call call, @JsonRawValue String original)
        implements EventData {}
