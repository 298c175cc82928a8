package org.zapigateway.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.event.EventJson;
import org.zapigateway.inbox.StoredEvent;
import org.zapigateway.subscription.DeadLetter;
import org.zapigateway.subscription.WaitingDeadLetter;

/**
 * A message that waits for an operator, as the operations port shows it. The chat is in the event only, which is shown
 * when it is asked for; the reason may quote the event.
 *
 * @param since since when it lies there
 * @param node the step that failed: its id, with file and line
 * @param endpoint what that step was sending to
 * @param firstFailedAt when it spent its first attempt
 * @param event the event itself, or {@code null}
 * @param body a rejected body, when it is UTF-8
 * @param bodyBase64 a rejected body that is not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetterLine(
        String eventId,
        String type,
        String instanceId,
        String instanceName,
        String chatKind,
        String contentKind,
        String receivedAt,
        String since,
        String replayOf,
        String route,
        String node,
        String endpoint,
        Integer attempts,
        String firstFailedAt,
        String exception,
        String reason,
        @JsonRawValue String event,
        String body,
        String bodyBase64) {
    /** Shows a message, with or without what it is about. */
    static DeadLetterLine of(WaitingDeadLetter letter, boolean withBody) {
        StoredEvent event = letter.event();
        DeadLetter why = letter.why();
        String type = header(event, EventHeaders.EVENT_TYPE);
        boolean isEvent = type != null;
        String text = withBody && !isEvent ? utf8(event.body()) : null;
        return new DeadLetterLine(
                event.id(),
                type,
                header(event, EventHeaders.INSTANCE_ID),
                header(event, EventHeaders.INSTANCE_NAME),
                header(event, EventHeaders.CHAT_KIND),
                header(event, EventHeaders.CONTENT_KIND),
                EventJson.time(event.receivedAt()),
                EventJson.time(letter.since()),
                header(event, EventHeaders.REPLAY_OF),
                why.route(),
                why.node(),
                why.endpoint(),
                why.attempts() == 0 ? null : why.attempts(),
                why.firstFailedAt() == null ? null : EventJson.time(why.firstFailedAt()),
                why.exceptionType(),
                why.reason(),
                withBody && isEvent ? event.json() : null,
                text,
                withBody && !isEvent && text == null ? Base64.getEncoder().encodeToString(event.body()) : null);
    }

    private static String header(StoredEvent event, String name) {
        return (String) event.headers().get(name);
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
