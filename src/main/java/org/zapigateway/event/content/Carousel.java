package org.zapigateway.event.content;

import java.util.List;

/**
 * Cards to leaf through.
 *
 * @param text the text above them, or {@code null}
 * @param cards the cards, perhaps empty
 */
public record Carousel(String text, List<Card> cards) implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.CAROUSEL;
    }
}
