package org.zapigateway.event.content;

import java.math.BigDecimal;

/**
 * A payment.
 *
 * @param amount as sent; Z-API does not state the unit, or {@code null}
 * @param currency ISO 4217, or {@code null}
 * @param receiver who is paid, as sent, or {@code null}
 * @param status for example {@code COMPLETE}, or {@code null}
 * @param transactionStatus for example {@code SUCCESS}, or {@code null}
 */
public record Payment(BigDecimal amount, String currency, String receiver, String status, String transactionStatus)
        implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.PAYMENT;
    }
}
