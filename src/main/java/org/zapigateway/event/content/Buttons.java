package org.zapigateway.event.content;

import java.util.List;

/**
 * A text with buttons.
 *
 * @param text the text, or {@code null}
 * @param header the image or video above it, or {@code null}
 * @param buttons the buttons, perhaps empty
 */
public record Buttons(String text, Media header, List<Button> buttons) implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.BUTTONS;
    }
}
