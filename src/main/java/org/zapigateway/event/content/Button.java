package org.zapigateway.event.content;

/**
 * A button.
 *
 * @param id what a reply names; {@code null} when it opens something
 * @param text the text on it, or {@code null}
 * @param url what it opens; a one-time code stands in its query, or {@code null}
 * @param phone whom it calls, as sent, or {@code null}
 */
public record Button(String id, String text, String url, String phone) {}
