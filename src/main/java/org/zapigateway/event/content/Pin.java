package org.zapigateway.event.content;

import org.zapigateway.event.Person;

/**
 * A message was pinned to its chat, or the pin taken off.
 *
 * @param action for example {@code pin}, or {@code null}
 * @param seconds for how long, or {@code null}
 * @param targetMessageId the pinned message, or {@code null}
 * @param targetFromMe whether that message is the connected number's own, or {@code null}
 * @param targetSender who wrote that message, in groups; or {@code null}
 */
public record Pin(String action, Integer seconds, String targetMessageId, Boolean targetFromMe, Person targetSender)
        implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.PIN;
    }
}
