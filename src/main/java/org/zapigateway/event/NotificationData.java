package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A system notification that has no event type of its own. It always keeps its original.
 *
 * @param envelope what all events have in common
 * @param notification Z-API's word, for example {@code WA_OLD_REGISTRATION}; the set is open
 * @param parameters its parameters as sent; {@code null} when there are none
 * @param original the Z-API object as received, JSON text; {@code null} when left out
 */
public record NotificationData(
        @JsonUnwrapped Envelope envelope, String notification, List<String> parameters, @JsonRawValue String original)
        implements EventData {}
