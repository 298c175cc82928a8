package org.zapigateway.event.content;

import java.time.Instant;
import org.zapigateway.event.Person;

/**
 * An answer to an appointment.
 *
 * @param response for example {@code GOING}, or {@code null}
 * @param from who answers, as sent, or {@code null}
 * @param respondedAt when, or {@code null}
 * @param targetMessageId the message of the appointment, or {@code null}
 * @param targetFromMe whether that message is the connected number's own, or {@code null}
 * @param targetSender who wrote that message, or {@code null}
 */
public record CalendarReply(
        String response,
        String from,
        Instant respondedAt,
        String targetMessageId,
        Boolean targetFromMe,
        Person targetSender)
        implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.CALENDAR_REPLY;
    }
}
