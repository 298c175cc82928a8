package org.zapigateway.event.content;

import java.math.BigDecimal;

/**
 * A position that is being shared as it changes.
 *
 * @param latitude degrees north, or {@code null}
 * @param longitude degrees east, or {@code null}
 * @param caption the text below it, or {@code null}
 * @param sequence orders the positions of one share: microseconds since 1970 (FIELD_CATALOGUE section 2), or {@code null}
 */
public record LiveLocation(BigDecimal latitude, BigDecimal longitude, String caption, Long sequence)
        implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.LIVE_LOCATION;
    }
}
