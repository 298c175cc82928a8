package org.zapigateway.event.content;

import java.math.BigDecimal;
import java.util.List;

/**
 * A cart that a customer sent.
 *
 * @param orderId the order, or {@code null}
 * @param token the secret that reading the order from WhatsApp needs, or {@code null}
 * @param title the title, or {@code null}
 * @param text the customer's words, or {@code null}
 * @param itemCount how many articles, or {@code null}
 * @param total as sent; Z-API does not state the unit, or {@code null}
 * @param subTotal as sent, or {@code null}
 * @param currency ISO 4217, or {@code null}
 * @param seller who sells, as sent, or {@code null}
 * @param thumbnailUrl a small picture, or {@code null}
 * @param items the articles, perhaps empty
 */
public record Order(
        String orderId,
        String token,
        String title,
        String text,
        Integer itemCount,
        BigDecimal total,
        BigDecimal subTotal,
        String currency,
        String seller,
        String thumbnailUrl,
        List<OrderItem> items)
        implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.ORDER;
    }
}
