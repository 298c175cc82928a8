package org.zapigateway.event.content;

import java.math.BigDecimal;

/**
 * An article of an order, an invoice or an order review.
 *
 * @param productId the product, or {@code null}
 * @param retailerId the shop's own id, or {@code null}
 * @param name the name, or {@code null}
 * @param quantity how many, or {@code null}
 * @param price of one, as sent, or {@code null}
 * @param currency ISO 4217, or {@code null}
 * @param customItem whether it is in no catalogue, or {@code null}
 */
public record OrderItem(
        String productId,
        String retailerId,
        String name,
        Integer quantity,
        BigDecimal price,
        String currency,
        Boolean customItem) {}
