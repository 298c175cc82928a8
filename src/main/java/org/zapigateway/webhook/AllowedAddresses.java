package org.zapigateway.webhook;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells whether a request comes from an address that may post. What a proxy says of where a request comes from counts
 * only when the proxy is trusted, and then only up to the first hop that is not.
 */
final class AllowedAddresses {
    private final List<AddressRange> allowed;
    private final List<AddressRange> trustedProxies;

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException when one of them names no range of addresses
     */
    AllowedAddresses(WebhookSettings settings) {
        this.allowed = ranges("allowed-addresses", settings.allowedAddresses());
        this.trustedProxies = ranges("trusted-proxies", settings.trustedProxies());
    }

    /**
     * Whether the request may pass. Where both headers are there, both must name an allowed sender: a proxy writes one of
     * them, and passes on what a stranger wrote into the other.
     */
    boolean allow(WebhookRequest request) {
        if (allowed.isEmpty()) {
            return true;
        }
        List<List<String>> told = Stream.of(request.forwarded(), request.xForwardedFor())
                .filter(hops -> !hops.isEmpty())
                .toList();
        return told.isEmpty()
                ? isAllowed(request.peer(), List.of())
                : told.stream().allMatch(hops -> isAllowed(request.peer(), hops));
    }

    /** Goes back from the peer over trusted proxies to the sender. */
    private boolean isAllowed(String peer, List<String> hops) {
        InetAddress sender = AddressRange.address(peer);
        for (int i = 0; i < hops.size() && isIn(trustedProxies, sender); i++) {
            sender = AddressRange.address(hops.get(i));
        }
        return isIn(allowed, sender);
    }

    private static List<AddressRange> ranges(String setting, List<String> texts) {
        return texts.stream().map(text -> range(setting, text)).toList();
    }

    private static AddressRange range(String setting, String text) {
        try {
            return AddressRange.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("zapi.webhook." + setting + " has '" + text
                    + "', which is no range of addresses; write 203.0.113.0/24, 203.0.113.7 or 2001:db8::/32");
        }
    }

    private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
        return address != null && ranges.stream().anyMatch(range -> range.contains(address));
    }
}
