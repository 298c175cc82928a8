package org.zapigateway.event;

/** The canonical data of an event; each family of event types has a shape of its own. What is absent is {@code null}. */
public interface EventData {
    /** Z-API's id of the instance, or {@code null} when the payload bears none. */
    String instanceId();

    /** The name that the configuration gives the instance, or {@code null}. */
    String instanceName();

    /** The chat, or {@code null} when the event belongs to none. */
    Chat chat();

    /** The id of the event's own message, or {@code null}. */
    String messageId();

    /** The kind of the content, for example {@code text}, or {@code null} when the event has no content. */
    String contentKind();

    /** Whether the connected number itself caused the event, or {@code null} when Z-API does not say. */
    Boolean fromMe();
}
