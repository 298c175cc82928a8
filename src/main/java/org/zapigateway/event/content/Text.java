package org.zapigateway.event.content;

/**
 * Plain text, perhaps with the preview of a link, a group invitation or a catalogue.
 *
 * @param text what was written; {@code null} when there is only a preview
 * @param preview the preview that goes with it, or {@code null}
 */
public record Text(String text, LinkPreview preview) implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.TEXT;
    }
}
