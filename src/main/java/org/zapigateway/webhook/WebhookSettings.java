package org.zapigateway.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * {@code zapi.webhook.*}: where Z-API posts to.
 *
 * @param path the path, and everything below it
 * @param maxBodySize the largest body that is read; Z-API's were at most 2.5 KB when measured (FACTS T2)
 * @param maxInFlight the most requests in hand at once; beyond it the answer is 503
 * @param maxBytesInFlight the most bytes of bodies in memory at once; beyond it the answer is 503
 * @param bodyTimeout how long a sender may take for its body, in all; beyond it the answer is 503
 * @param allowedAddresses ranges of addresses (CIDR) that may post; none: all
 * @param trustedProxies ranges of addresses (CIDR) of proxies; only what these say of the sender's address is believed
 */
public record WebhookSettings(
        @DefaultValue("/webhooks/zapi") String path,
        @DefaultValue("1MB") DataSize maxBodySize,
        @DefaultValue("1000") int maxInFlight,
        @DefaultValue("16MB") DataSize maxBytesInFlight,
        @DefaultValue("10s") Duration bodyTimeout,
        @DefaultValue List<String> allowedAddresses,
        @DefaultValue List<String> trustedProxies) {
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

    public WebhookSettings {
        if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new IllegalArgumentException("zapi.webhook.path is '" + path
                    + "'; it must look like /webhooks/zapi, without a slash at the end");
        }
        if (maxBodySize.toBytes() < 1 || maxBodySize.toBytes() > Integer.MAX_VALUE / 4) {
            throw new IllegalArgumentException(
                    "zapi.webhook.max-body-size is " + maxBodySize + "; it must be between 1B and 511MB");
        }
        if (maxInFlight < 1) {
            throw new IllegalArgumentException(
                    "zapi.webhook.max-in-flight is " + maxInFlight + "; it must be at least 1");
        }
        if (maxBytesInFlight.compareTo(maxBodySize) < 0) {
            throw new IllegalArgumentException("zapi.webhook.max-bytes-in-flight is " + maxBytesInFlight
                    + "; it must be at least zapi.webhook.max-body-size, which is " + maxBodySize);
        }
        if (bodyTimeout.toMillis() < 1 || bodyTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "zapi.webhook.body-timeout is " + bodyTimeout + "; it must be between 1ms and 10m, such as 10s");
        }
        allowedAddresses =
                allowedAddresses.stream().filter(StringUtils::hasText).toList();
        trustedProxies = trustedProxies.stream().filter(StringUtils::hasText).toList();
        if (allowedAddresses.isEmpty() && !trustedProxies.isEmpty()) {
            throw new IllegalArgumentException("zapi.webhook.trusted-proxies is set, but without "
                    + "zapi.webhook.allowed-addresses it has no effect; set both, or neither");
        }
    }
}
