package org.zapigateway.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.springframework.boot.web.server.Ssl;

/** A port of the gateway, as it is asked from this machine. */
final class ReachablePort {
    private ReachablePort() {}

    /**
     * Its URL, without a path.
     *
     * @param key of the setting that names the port
     * @param port {@code null} when it names none
     * @param address what the gateway listens on; {@code null}: every address
     * @param ssl {@code null}: plain
     * @param wayOut what else to do than to set the port, to follow an "or"
     * @throws VerbFailedException when that is no port that can be asked
     */
    static String url(String key, Integer port, InetAddress address, Ssl ssl, String wayOut) {
        if (port == null || port <= 0) {
            throw new VerbFailedException(key + " is '" + (port == null ? "" : port)
                    + "', which is no port that can be asked; set one, or " + wayOut);
        }
        // Certificates bear names, and without one no name need be looked up.
        return Ssl.isEnabled(ssl)
                ? "https://" + host(address, "localhost") + ":" + port
                : "http://" + host(address, "127.0.0.1") + ":" + port;
    }

    /** @param here how this machine calls itself */
    private static String host(InetAddress address, String here) {
        if (address == null
                || address.isAnyLocalAddress()
                || address.getHostAddress().equals("127.0.0.1")) {
            return here;
        }
        if (address instanceof Inet6Address) {
            // The operations port takes a request for one of this machine's own by this name of it alone.
            return address.isLoopbackAddress() ? "[::1]" : "[" + address.getHostAddress() + "]";
        }
        return address.getHostAddress();
    }
}
