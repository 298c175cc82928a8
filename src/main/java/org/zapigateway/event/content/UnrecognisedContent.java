package org.zapigateway.event.content;

/**
 * Content of a kind that is not known yet; its event always keeps the original.
 */
public record UnrecognisedContent() implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.UNRECOGNISED;
    }
}
