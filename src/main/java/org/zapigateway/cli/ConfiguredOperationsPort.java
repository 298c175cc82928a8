package org.zapigateway.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.StandardEnvironment;

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
        StandardEnvironment environment = new StandardEnvironment();
        ManagementServerProperties settings;
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
            settings = Binder.get(environment).bindOrCreate("management.server", ManagementServerProperties.class);
        } catch (RuntimeException e) {
            throw new VerbFailedException(
                    "the settings of the gateway cannot be read: " + ConfiguredGateway.why(e)
                            + ". With --operations they are not needed",
                    e);
        }
        return url(settings);
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
