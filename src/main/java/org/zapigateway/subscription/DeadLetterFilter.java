package org.zapigateway.subscription;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.inbox.KeptMessages;

/**
 * Which of the messages that wait for an operator are meant: those to which all of this applies. What is {@code null}
 * does not matter.
 *
 * @param eventId the id of the event, or the one that a rejected body was given
 * @param type event types, separated by commas; {@code message.*} stands for all that begin so
 * @param instance names or ids of instances, separated by commas
 * @param from since when they lie there at the earliest
 * @param until since when they lie there at the latest
 * @param reason what the exception's type or the reason contains; case matters
 */
public record DeadLetterFilter(
        String eventId, String type, String instance, Instant from, Instant until, String reason) {
    /** Everything. */
    public static final DeadLetterFilter ALL = new DeadLetterFilter(null, null, null, null, null, null);

    /** The time when the broker took a message. */
    private static final String SINCE = "AMQTimestamp";

    /** One event. */
    public static DeadLetterFilter ofEvent(String eventId) {
        return new DeadLetterFilter(eventId, null, null, null, null, null);
    }

    /** The same, without what comes later than now, also when {@link #until} lies in the future. */
    DeadLetterFilter upToNow() {
        Instant now = Instant.now();
        return until != null && until.isBefore(now)
                ? this
                : new DeadLetterFilter(eventId, type, instance, from, now, reason);
    }

    /**
     * The filter as the broker evaluates it, {@code null} for everything.
     *
     * @throws IllegalArgumentException naming what is wrong with it
     */
    String expression() {
        List<String> all = new ArrayList<>();
        if (eventId != null) {
            all.add(EventHeaders.EVENT_ID + " = " + EventFilter.quoted(eventId));
        }
        if (type != null) {
            all.add(EventFilter.types("type", type));
        }
        if (instance != null) {
            all.add(EventFilter.instances("instance", instance));
        }
        if (from != null) {
            all.add(SINCE + " >= " + from.toEpochMilli());
        }
        if (until != null) {
            all.add(SINCE + " <= " + until.toEpochMilli());
        }
        if (reason != null) {
            all.add("(" + contains(DeadLetter.EXCEPTION) + " OR " + contains(DeadLetter.REASON) + " OR "
                    + contains(KeptMessages.WHY_REJECTED) + ")");
        }
        return all.isEmpty() ? null : String.join(" AND ", all);
    }

    private String contains(String property) {
        String pattern = reason.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return property + " LIKE " + EventFilter.quoted("%" + pattern + "%") + " ESCAPE '\\'";
    }
}
