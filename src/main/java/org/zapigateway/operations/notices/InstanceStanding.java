package org.zapigateway.operations.notices;

import java.time.Duration;

/**
 * How an instance stands.
 *
 * @param name the name from the settings, or Z-API's id
 * @param silence since it was last heard of; {@code null} while it is disconnected
 * @param silenceLimit how long it may be silent at this hour; {@code null} as long as that is not known
 * @param arrivalAge how old its latest messages were when they arrived, half of them; {@code null} when there were few
 *     within the last hour
 * @param late whether that is more than {@code zapi.notices.late-after}
 * @param missing how many messages have a status and never came
 * @param missesMessages whether {@code zapi.notices.missing-messages} of them were noticed within the last hour
 */
public record InstanceStanding(
        String name,
        Duration silence,
        Duration silenceLimit,
        Duration arrivalAge,
        boolean late,
        long missing,
        boolean missesMessages) {
    /** Whether it is silent for longer than is usual at this hour. */
    public boolean silent() {
        return silence != null && silenceLimit != null && silence.compareTo(silenceLimit) > 0;
    }

    /** Whether a person should look. */
    public boolean unusual() {
        return silent() || late || missesMessages;
    }
}
