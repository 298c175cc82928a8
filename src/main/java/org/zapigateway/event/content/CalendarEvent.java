package org.zapigateway.event.content;

import java.time.Instant;

/**
 * An appointment.
 *
 * @param name its name, or {@code null}
 * @param description its description, or {@code null}
 * @param startsAt when it starts, or {@code null}
 * @param cancelled whether it was called off, or {@code null}
 * @param joinLink the call to join, or {@code null}
 * @param location where, or {@code null}
 */
public record CalendarEvent(
        String name, String description, Instant startsAt, Boolean cancelled, String joinLink, Location location)
        implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.CALENDAR_EVENT;
    }
}
