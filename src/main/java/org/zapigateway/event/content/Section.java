package org.zapigateway.event.content;

import java.util.List;

/**
 * A section of a list.
 *
 * @param title the title, or {@code null}
 * @param rows its rows, perhaps empty
 */
public record Section(String title, List<Row> rows) {}
