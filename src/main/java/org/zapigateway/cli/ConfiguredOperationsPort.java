package org.zapigateway.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.server.Ssl;

/**
 * Where the gateway of this directory has its operations port: read as the gateway reads it, from application.yml and the
 * environment, without a context of Spring. What stands on the command line of the gateway cannot be seen from here.
 */
final class ConfiguredOperationsPort {
    private ConfiguredOperationsPort() {}

    /**
     * Its address, without a path.
     *
     * @throws VerbFailedException when the settings cannot be read, or name no port
     */
    static String url() {
        return url(ConfiguredGateway.read(
                List.of(),
                ". With --operations they are not needed",
                binder -> binder.bindOrCreate("management.server", ManagementServerProperties.class)));
    }

    private static String url(ManagementServerProperties settings) {
        Integer port = settings.getPort();
        if (port == null || port <= 0) {
            throw new VerbFailedException(
                    "management.server.port is '" + (port == null ? "" : port)
                            + "', which is no port that can be asked; set one, or name the one that the gateway has by --operations");
        }
        return Ssl.isEnabled(settings.getSsl())
                ? "https://" + host(settings.getAddress(), "localhost") + ":" + port
                : "http://" + host(settings.getAddress(), "127.0.0.1") + ":" + port;
    }

    /** @param here how this machine calls itself: certificates bear names, and without one no name need be looked up */
    private static String host(InetAddress address, String here) {
        if (address == null
                || address.isAnyLocalAddress()
                || address.getHostAddress().equals("127.0.0.1")) {
            return here;
        }
        if (address instanceof Inet6Address) {
            // The gateway takes a request for one of this machine's own by this name of it alone.
            return address.isLoopbackAddress() ? "[::1]" : "[" + address.getHostAddress() + "]";
        }
        return address.getHostAddress();
    }
}
