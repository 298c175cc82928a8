package org.zapigateway.event.content;

/**
 * A row of a list was chosen; {@code replyTo} of the event is the message that offered it.
 *
 * @param rowId the row's id, or {@code null}
 * @param title the row's title, or {@code null}
 * @param description the row's description, or {@code null}
 */
public record ListReply(String rowId, String title, String description) implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.LIST_REPLY;
    }
}
