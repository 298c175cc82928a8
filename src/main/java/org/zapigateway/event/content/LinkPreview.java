package org.zapigateway.event.content;

/**
 * The preview that WhatsApp shows below a text.
 *
 * @param title the title, or {@code null}
 * @param description the description, or {@code null}
 * @param url where it leads, or {@code null}
 * @param thumbnailUrl its picture, or {@code null}
 */
public record LinkPreview(String title, String description, String url, String thumbnailUrl) {}
