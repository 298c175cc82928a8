package org.zapigateway.event.content;

import java.math.BigDecimal;
import java.util.List;

/**
 * A charge that was sent (invoice) or its later state (order-review). Amounts are as sent; Z-API does not state the unit.
 *
 * @param kind {@code INVOICE} or {@code ORDER_REVIEW}
 * @param goodsType for example {@code physical-goods}; invoices only, or {@code null}
 * @param referenceId the reference of the charge, or {@code null}
 * @param orderRequestId the reference of the order, or {@code null}
 * @param orderStatus for example {@code pending}, or {@code null}
 * @param paymentStatus for example {@code paid}, or {@code null}
 * @param total what is to be paid, or {@code null}
 * @param subTotal of the articles, or {@code null}
 * @param discount what is taken off, or {@code null}
 * @param shipping for delivery, or {@code null}
 * @param tax for taxes, or {@code null}
 * @param currency ISO 4217, or {@code null}
 * @param items the articles, perhaps empty
 */
public record Charge(
        ContentKind kind,
        String goodsType,
        String referenceId,
        String orderRequestId,
        String orderStatus,
        String paymentStatus,
        BigDecimal total,
        BigDecimal subTotal,
        BigDecimal discount,
        BigDecimal shipping,
        BigDecimal tax,
        String currency,
        List<OrderItem> items)
        implements Content {}
