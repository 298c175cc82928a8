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
 * @param maxBytesInFlight the most bytes of bodies, and of the events made of them, in memory at once; beyond it the
 *     answer is 503, but never to one request alone
 * @param bodyTimeout how long a sender may take for its body, in all; beyond it the answer is 503
 * @param drainTimeout how long at most, at a stop, senders on open connections are still answered 503
 * @param allowedAddresses ranges of addresses (CIDR) that may post; none: all
 * @param trustedProxies ranges of addresses (CIDR) of proxies; only what these say of the sender's address is believed
 */
public record WebhookSettings(
        @DefaultValue("/webhooks/zapi") String path,
        @DefaultValue("1MB") DataSize maxBodySize,
        @DefaultValue("1000") int maxInFlight,
        @DefaultValue("16MB") DataSize maxBytesInFlight,
        @DefaultValue("10s") Duration bodyTimeout,
        @DefaultValue("3s") Duration drainTimeout,
        @DefaultValue List<String> allowedAddresses,
        @DefaultValue List<String> trustedProxies) {
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

    public WebhookSettings {
        allowedAddresses = withoutBlanks(allowedAddresses);
        trustedProxies = withoutBlanks(trustedProxies);
        require(
                path.matches("(/[A-Za-z0-9._~-]+)+"),
                "path is '" + path + "'; it must look like /webhooks/zapi, without a slash at the end");
        require(
                maxBodySize.toBytes() >= 1 && maxBodySize.toBytes() <= Integer.MAX_VALUE / 4,
                "max-body-size is " + maxBodySize + "; it must be between 1B and 511MB");
        require(maxInFlight >= 1, "max-in-flight is " + maxInFlight + "; it must be at least 1");
        require(
                maxBytesInFlight.compareTo(maxBodySize) >= 0,
                "max-bytes-in-flight is " + maxBytesInFlight
                        + "; it must be at least zapi.webhook.max-body-size, which is " + maxBodySize);
        require(
                bodyTimeout.toMillis() >= 1 && bodyTimeout.compareTo(LONGEST_TIMEOUT) <= 0,
                "body-timeout is " + bodyTimeout + "; it must be between 1ms and 10m, such as 10s");
        require(
                !drainTimeout.isNegative() && drainTimeout.compareTo(LONGEST_TIMEOUT) <= 0,
                "drain-timeout is " + drainTimeout + "; it must be between 0s and 10m, such as 3s");
        require(
                trustedProxies.isEmpty() || !allowedAddresses.isEmpty(),
                "trusted-proxies is set, but without zapi.webhook.allowed-addresses it has no effect; set both, or"
                        + " neither");
    }

    private static List<String> withoutBlanks(List<String> texts) {
        return texts.stream().filter(StringUtils::hasText).toList();
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException("zapi.webhook." + otherwise);
        }
    }
}
