package org.zapigateway.event.content;

import java.util.List;

/**
 * A question with options.
 *
 * @param question the question, or {@code null}
 * @param options the options to choose from, perhaps empty
 * @param maxOptions how many may be chosen; 0 presumably any number, or {@code null}
 */
public record Poll(String question, List<String> options, Integer maxOptions) implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.POLL;
    }
}
