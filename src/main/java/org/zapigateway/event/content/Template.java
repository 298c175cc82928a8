package org.zapigateway.event.content;

import java.util.List;

/**
 * A message from a template.
 *
 * @param templateId the template, or {@code null}
 * @param header the {@link Media} or {@link Location} above it, or {@code null}
 * @param title the title, or {@code null}
 * @param text the text, or {@code null}
 * @param footer the text below, or {@code null}
 * @param buttons the buttons, perhaps empty
 */
public record Template(
        String templateId, Content header, String title, String text, String footer, List<Button> buttons)
        implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.TEMPLATE;
    }
}
