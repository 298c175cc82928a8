package org.zapigateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.zapigateway.event.content.Content;
import org.zapigateway.event.content.Media;

/**
 * A message that was received, sent or edited.
 *
 * @param envelope what all events have in common
 * @param targetMessageId the message that an edit changes; {@code null} unless the event is an edit
 * @param replyTo the id of the message or Status that it answers, or {@code null}
 * @param forwarded whether it was forwarded, or {@code null} when Z-API does not say
 * @param statusReply {@code true} when it answers a Status, else {@code null}
 * @param repliedStatus the Status that it answers, when Z-API shows it, or {@code null}
 * @param expiresAfterSeconds the chat's timer for disappearing messages in seconds; {@code null} when off
 * @param broadcastRecipients the recipients of a broadcast list's message, or {@code null}
 * @param advertisement the advertisement that led to it, or {@code null}
 * @param content what it says, never {@code null}
 * @param original the Z-API object as received, JSON text; {@code null} when left out
 */
public record MessageData(
        @JsonUnwrapped Envelope envelope,
        String targetMessageId,
        String replyTo,
        Boolean forwarded,
        Boolean statusReply,
        Media repliedStatus,
        Integer expiresAfterSeconds,
        List<Person> broadcastRecipients,
        Advertisement advertisement,
        Content content,
        @JsonRawValue String original)
        implements EventData {
    @Override
    public String contentKind() {
        return content.kind().text();
    }
}
