package org.zapigateway.operations.notices;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code zapi.notices.*}: from when on the gateway says that something is missing, silent or late.
 *
 * @param silenceFactor how many times as long as is usual at that hour an instance must be silent; zero: never
 * @param silenceAtLeast how long it must be silent in any case
 * @param lateAfter how old the messages of an instance must be when they arrive, half of the latest 32; 52 seconds were
 *     usual for nine of ten when measured (FACTS S6)
 * @param missingMessages how many messages of an instance, within an hour, must have a status and never have come;
 *     zero: none are looked for
 * @param messageWait how long a message may come after its first status; half an hour was the most seen (FACTS S6)
 * @param rememberedMessages how many of the latest message ids are remembered; an id costs about 120 bytes of heap
 */
public record NoticesSettings(
        @DefaultValue("3") double silenceFactor,
        @DefaultValue("30m") Duration silenceAtLeast,
        @DefaultValue("5m") Duration lateAfter,
        @DefaultValue("5") int missingMessages,
        @DefaultValue("30m") Duration messageWait,
        @DefaultValue("50000") int rememberedMessages) {
    public NoticesSettings {
        require(
                silenceFactor == 0 || silenceFactor >= 1,
                "silence-factor is " + silenceFactor + "; it must be at least 1, or 0 to switch it off");
        requirePositive(silenceAtLeast, "silence-at-least");
        requirePositive(lateAfter, "late-after");
        requirePositive(messageWait, "message-wait");
        require(
                missingMessages >= 0 && missingMessages <= 1_000,
                "missing-messages is " + missingMessages + "; it must be between 1 and 1000, or 0 to switch it off");
        require(
                rememberedMessages >= 1 && rememberedMessages <= 10_000_000,
                "remembered-messages is " + rememberedMessages + "; it must be between 1 and 10000000");
    }

    private static void requirePositive(Duration value, String key) {
        require(value.toMillis() >= 1, key + " is " + value + "; it must be at least 1ms, such as 30m");
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException("zapi.notices." + otherwise);
        }
    }
}
