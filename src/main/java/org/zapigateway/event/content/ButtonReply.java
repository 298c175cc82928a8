package org.zapigateway.event.content;

/**
 * A button was pressed; {@code replyTo} of the event is the message that offered it.
 *
 * @param buttonId the button's id, or {@code null}
 * @param text the button's text, or {@code null}
 */
public record ButtonReply(String buttonId, String text) implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.BUTTON_REPLY;
    }
}
