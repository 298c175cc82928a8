package org.zapigateway.event;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What the data of every event has in common. In the JSON these fields stand directly in {@code data}.
 *
 * @param instanceId Z-API's id of the instance; {@code null} when the payload bears none (a documented status of 2021)
 * @param instanceName the name that the configuration gives the instance, or {@code null}
 * @param messageId the id of the event's own message, chosen by the sending client and unique per chat and sender at
 *     best (FIELD_CATALOGUE section 8), or {@code null}
 * @param chat the chat, or {@code null} when the event belongs to none
 * @param sender who caused the event, or {@code null} when nothing is known of them
 * @param fromMe whether the connected number caused it, or {@code null} when Z-API does not say
 * @param fromApi whether it was sent through Z-API's API, or {@code null} when Z-API does not say
 * @param receivedAt when the gateway received it, never {@code null}
 * @param unmappedFields paths of the fields of the original that are not known, or {@code null} when there are none
 */
public record Envelope(
        String instanceId,
        String instanceName,
        String messageId,
        Chat chat,
        Person sender,
        Boolean fromMe,
        Boolean fromApi,
        Instant receivedAt,
        List<String> unmappedFields) {
    public Envelope {
        Objects.requireNonNull(receivedAt, "receivedAt");
    }
}
