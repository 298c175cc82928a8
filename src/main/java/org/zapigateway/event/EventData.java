package org.zapigateway.event;

import java.util.List;

/**
 * The canonical data of an event; each family of event types has a shape of its own. What is absent is {@code null}.
 * All implementations are immutable.
 */
public sealed interface EventData
        permits MessageData,
                DeletionData,
                ReactionData,
                WaitingData,
                StatusData,
                DeliveryData,
                PresenceData,
                CallData,
                ChangeData,
                ProfileData,
                LabelData,
                NotificationData,
                InstanceData,
                UnrecognisedData {
    /** What all events have in common, never {@code null}. */
    Envelope envelope();

    /** The Z-API object as received, JSON text, or {@code null} when the configuration leaves it out. */
    String original();

    /** Z-API's id of the instance, or {@code null} when the payload bears none. */
    default String instanceId() {
        return envelope().instanceId();
    }

    /** The name that the configuration gives the instance, or {@code null}. */
    default String instanceName() {
        return envelope().instanceName();
    }

    /** The paths of the fields of the original that are not known; empty when there are none. */
    default List<String> unmappedFields() {
        return envelope().unmappedFields() == null ? List.of() : envelope().unmappedFields();
    }

    /** The chat, or {@code null} when the event belongs to none. */
    default Chat chat() {
        return envelope().chat();
    }

    /** The id of the event's own message, or {@code null}. */
    default String messageId() {
        return envelope().messageId();
    }

    /** The kind of the content, for example {@code text}, or {@code null} when the event has no content. */
    default String contentKind() {
        return null;
    }

    /** Whether the connected number itself caused the event, or {@code null} when Z-API does not say. */
    default Boolean fromMe() {
        return envelope().fromMe();
    }
}
