package org.zapigateway.event.content;

import java.util.List;

/**
 * A list to choose from.
 *
 * @param title the title, or {@code null}
 * @param text the text, or {@code null}
 * @param footer the text below, or {@code null}
 * @param buttonText the text of the button that opens it, or {@code null}
 * @param sections its sections, perhaps empty
 */
public record OptionList(String title, String text, String footer, String buttonText, List<Section> sections)
        implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.LIST;
    }
}
