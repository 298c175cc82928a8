package org.zapigateway.webhook;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of IP addresses, such as {@code 203.0.113.0/24} or {@code 2001:db8::/32}. An IPv4 address that is written as
 * IPv6 ({@code ::ffff:203.0.113.7}) is the IPv4 address.
 *
 * @param network an address of the range
 * @param prefix how many of its first bits all addresses of the range share
 */
record AddressRange(InetAddress network, int prefix) {
    private static final int MAPPED_BITS = 96;

    /**
     * Reads a range in CIDR notation, or a single address.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static AddressRange of(String text) {
        String[] parts = text.strip().split("/", -1);
        InetAddress network = address(parts[0]);
        if (network == null || parts.length > 2) {
            throw new IllegalArgumentException(text);
        }
        int bits = network.getAddress().length * Byte.SIZE;
        int mapped = bits == Integer.SIZE && parts[0].contains(":") ? MAPPED_BITS : 0;
        int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]) - mapped;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException(text);
        }
        return new AddressRange(network, prefix);
    }

    /**
     * Reads an address. Names are not looked up: that would let a stranger make the gateway ask the network.
     *
     * @return {@code null} when it is no address
     */
    static InetAddress address(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
        }
    }

    /** Whether an address lies in the range; an IPv4 address lies in no range of IPv6. */
    boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
