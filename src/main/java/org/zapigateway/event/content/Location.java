package org.zapigateway.event.content;

import java.math.BigDecimal;

/**
 * A place. Coordinates are degrees as sent, not checked for range (FIELD_CATALOGUE section 11).
 *
 * @param latitude degrees north, or {@code null}
 * @param longitude degrees east, or {@code null}
 * @param name its name, or {@code null}
 * @param address its address, or {@code null}
 * @param url a link to it, or {@code null}
 */
public record Location(BigDecimal latitude, BigDecimal longitude, String name, String address, String url)
        implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.LOCATION;
    }
}
