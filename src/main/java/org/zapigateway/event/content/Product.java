package org.zapigateway.event.content;

import java.math.BigDecimal;

/**
 * A product of a catalogue.
 *
 * @param productId digits beyond 64 bits, so it is text, or {@code null}
 * @param retailerId the shop's own id, or {@code null}
 * @param title the title, or {@code null}
 * @param description the description, or {@code null}
 * @param price as sent; Z-API does not state the unit, or {@code null}
 * @param currency ISO 4217, or {@code null}
 * @param url a link to it, or {@code null}
 * @param imageUrl its picture, or {@code null}
 * @param imageCount how many pictures it has, or {@code null}
 * @param firstImageId the id of its first picture, or {@code null}
 * @param owner whose catalogue, as sent, or {@code null}
 */
public record Product(
        String productId,
        String retailerId,
        String title,
        String description,
        BigDecimal price,
        String currency,
        String url,
        String imageUrl,
        Integer imageCount,
        String firstImageId,
        String owner)
        implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.PRODUCT;
    }
}
