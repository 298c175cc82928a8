package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The placeholder of a message that could not be decrypted yet; its content may follow under the same message id.
 *
 * @param envelope what all events have in common
 * @param viewOnce whether the message may be seen only once, or {@code null} when Z-API does not say
 * @param original the Z-API object as received, JSON text; {@code null} when left out
 */
public record WaitingData(@JsonUnwrapped Envelope envelope, Boolean viewOnce, @JsonRawValue String original)
        implements EventData {}
