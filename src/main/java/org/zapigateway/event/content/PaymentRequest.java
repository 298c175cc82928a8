package org.zapigateway.event.content;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Somebody asks to be paid.
 *
 * @param amount as sent; Z-API does not state the unit, or {@code null}
 * @param currency ISO 4217, or {@code null}
 * @param expiresAt when the request ends, or {@code null}
 * @param requestedFrom who is asked, as sent, or {@code null}
 * @param receiver who is paid, as sent, or {@code null}
 * @param status for example {@code WAITING}, or {@code null}
 * @param transactionStatus for example {@code COLLECT_SUCCESS}, or {@code null}
 */
public record PaymentRequest(
        BigDecimal amount,
        String currency,
        Instant expiresAt,
        String requestedFrom,
        String receiver,
        String status,
        String transactionStatus)
        implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.PAYMENT_REQUEST;
    }
}
