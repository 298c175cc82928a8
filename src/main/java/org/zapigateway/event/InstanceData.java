package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * An instance was connected or disconnected, or its proxy failed.
 *
 * @param envelope what all events have in common
 * @param connected whether the number is connected, or {@code null} when the event does not say
 * @param phone the connected number's digits, or {@code null}
 * @param business whether it is a business account, or {@code null} when Z-API does not say
 * @param error why, free text with credentials removed, or {@code null}
 * @param original the Z-API object as received, JSON text; {@code null} when left out
 */
public record InstanceData(
        @JsonUnwrapped Envelope envelope,
        Boolean connected,
        String phone,
        Boolean business,
        String error,
        @JsonRawValue String original)
        implements EventData {}
