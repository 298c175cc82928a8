package org.zapigateway.event.content;

import java.time.Instant;

/**
 * An invitation to administer a channel.
 *
 * @param channelId the channel, ends in {@code @newsletter}, or {@code null}
 * @param channelName its name, or {@code null}
 * @param text the words of the invitation, or {@code null}
 * @param expiresAt when it ends, or {@code null}
 */
public record ChannelInvite(String channelId, String channelName, String text, Instant expiresAt) implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.CHANNEL_INVITE;
    }
}
