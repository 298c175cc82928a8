package org.zapigateway.event.content;

import java.util.List;

/**
 * A card of a carousel.
 *
 * @param header the {@link Media} above it, or {@code null}
 * @param title the title, or {@code null}
 * @param text the text, or {@code null}
 * @param footer the text below, or {@code null}
 * @param buttons the buttons, perhaps empty
 */
public record Card(Content header, String title, String text, String footer, List<Button> buttons) {}
