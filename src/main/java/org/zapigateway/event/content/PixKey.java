package org.zapigateway.event.content;

/**
 * A key for a Pix payment.
 *
 * @param key the key, or {@code null}
 * @param keyType for example {@code EVP}, or {@code null}
 * @param merchantName who is paid, or {@code null}
 * @param currency ISO 4217, or {@code null}
 * @param referenceId Z-API's reference, or {@code null}
 */
public record PixKey(String key, String keyType, String merchantName, String currency, String referenceId)
        implements Content {
    @Override
    public ContentKind kind() {
        return ContentKind.PIX_KEY;
    }
}
