package org.zapigateway.event.content;

import java.util.List;

/**
 * A voter's whole current choice.
 *
 * @param pollMessageId the message of the poll, or {@code null}
 * @param options what is chosen now; empty when the vote was withdrawn
 */
public record PollVote(String pollMessageId, List<String> options) implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.POLL_VOTE;
    }
}
