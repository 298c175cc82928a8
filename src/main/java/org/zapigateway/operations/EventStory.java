package org.zapigateway.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * What is known of an event. What is not known, or no longer, is absent.
 *
 * @param chat a pseudonym
 * @param acceptedAt when it was on disk
 * @param credential {@code right}: that of an instance; {@code none}: no instance is configured, so only this machine may
 *     post
 * @param repeats how often it came again, as far as that is remembered
 * @param unmappedFields the fields that this release does not know; absent when nobody has the event any more
 * @param payload whether somebody has the event itself
 * @param unrouted whether no subscription wanted it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventStory(
        String eventId,
        String type,
        String instanceId,
        String instanceName,
        String chat,
        String messageId,
        String contentKind,
        Instant occurredAt,
        Instant receivedAt,
        Instant acceptedAt,
        String credential,
        int repeats,
        Instant repeatedAt,
        List<String> unmappedFields,
        boolean payload,
        boolean unrouted,
        List<Delivery> deliveries,
        List<Step> steps) {
    /**
     * How it stands in a subscription.
     *
     * @param state {@code waiting}, {@code delivered}, {@code dead}, or {@code gone}: it died, and was replayed or
     *     discarded
     * @param at since when
     * @param exception the class of what went wrong last
     * @param reason what it said; it may quote the event
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delivery(
            String subscription,
            String route,
            String routeVersion,
            String state,
            Instant at,
            Integer attempts,
            String exception,
            String reason) {}

    /**
     * One thing that happened to it.
     *
     * @param what {@code accepted}, {@code unrouted}, {@code repeated}, {@code delivered}, {@code waiting}, {@code dead}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            Instant at,
            String what,
            String subscription,
            String route,
            String routeVersion,
            Integer attempt,
            String exception) {}
}
