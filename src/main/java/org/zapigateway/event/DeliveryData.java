package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * Z-API handed a message over to WhatsApp, or failed to.
 *
 * @param envelope what all events have in common
 * @param outcome whether it was accepted
 * @param zaapId the id in Z-API's send queue, or {@code null}
 * @param error what went wrong, free text with credentials removed; {@code null} when accepted
 * @param errorCode for example {@code SHADOW_BAN}, or {@code null}
 * @param original the Z-API object as received, JSON text; {@code null} when left out
 */
public record DeliveryData(
        @JsonUnwrapped Envelope envelope,
        DeliveryOutcome outcome,
        String zaapId,
        String error,
        String errorCode,
        @JsonRawValue String original)
        implements EventData {}
