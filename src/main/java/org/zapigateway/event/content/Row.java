package org.zapigateway.event.content;

/**
 * A row of a list.
 *
 * @param id what a reply names, or {@code null}
 * @param title the title, or {@code null}
 * @param description the description, or {@code null}
 */
public record Row(String id, String title, String description) {}
