package org.zapigateway.operations;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import org.zapigateway.webhook.ForwardedHops;

/** Where a request to the operations port comes from. */
final class LoginSender {
    private static final int IPV6_NETWORK_BYTES = 8;

    private LoginSender() {}

    /** The sender as wrong logins are counted: with IPv6 its network of 64 bits, of which whoever has one address has all. */
    static String of(HttpServletRequest request) throws UnknownHostException {
        InetAddress sender = address(request);
        return sender instanceof Inet6Address ? network(sender) : sender.getHostAddress();
    }

    /**
     * The sender's address. A proxy on this machine says who it speaks for, in {@code X-Forwarded-For}; other proxies are
     * the sender.
     */
    static InetAddress address(HttpServletRequest request) throws UnknownHostException {
        InetAddress peer = InetAddress.getByName(request.getRemoteAddr());
        return peer.isLoopbackAddress()
                ? ForwardedHops.nearest(Collections.list(request.getHeaders("X-Forwarded-For")))
                        .orElse(peer)
                : peer;
    }

    private static String network(InetAddress address) throws UnknownHostException {
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
        return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    }
}
