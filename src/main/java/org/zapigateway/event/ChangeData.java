package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A group or a channel changed.
 *
 * @param envelope what all events have in common
 * @param change what changed: Z-API's word without its first part, in lower case, for example {@code participant-add}
 * @param by who changed it, or {@code null}
 * @param participants whom it concerns; {@code null} when nobody
 * @param parameters what else the change tells, for example a new name or a role, as sent; or {@code null}
 * @param requestMethod how somebody asked to join, for example {@code invite_link}, or {@code null}
 * @param linkMode who may invite by link, for example {@code ADMIN_LINK}, or {@code null}
 * @param original the Z-API object as received, JSON text; {@code null} when left out
 */
public record ChangeData(
        @JsonUnwrapped Envelope envelope,
        String change,
        Person by,
        List<Person> participants,
        List<String> parameters,
        String requestMethod,
        String linkMode,
        @JsonRawValue String original)
        implements EventData {}
