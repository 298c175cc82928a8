package org.zapigateway.event.content;

/**
 * A message was pinned to its chat, or the pin taken off.
 *
 * @param action for example {@code pin}, or {@code null}
 * @param seconds for how long, or {@code null}
 * @param targetMessageId the pinned message, or {@code null}
 * @param targetFromMe whether that message is the connected number's own, or {@code null}
 */
public record Pin(String action, Integer seconds, String targetMessageId, Boolean targetFromMe) implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.PIN;
    }
}
