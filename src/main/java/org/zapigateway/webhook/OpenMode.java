package org.zapigateway.webhook;

import java.net.InetAddress;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.server.ConfigurableServletWebServerFactory;
import org.springframework.core.Ordered;

/** Without an instance anybody could post; so the port is then bound to this machine alone, or the start refused. */
final class OpenMode implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory>, Ordered {
    private final Credentials credentials;
    private final ServerProperties server;

    OpenMode(Credentials credentials, ServerProperties server) {
        this.credentials = credentials;
        this.server = server;
    }

    @Override
    public void customize(ConfigurableServletWebServerFactory factory) {
        if (!credentials.isOpen()) {
            return;
        }
        InetAddress address = server.getAddress();
        if (address == null) {
            factory.setAddress(InetAddress.getLoopbackAddress());
        } else if (!address.isLoopbackAddress()) {
            throw new IllegalStateException("server.address is " + address.getHostAddress()
                    + ", which other machines can reach, but no instance is configured, so anybody could post; set "
                    + "zapi.instances[0].id and zapi.instances[0].token, or server.address=127.0.0.1");
        }
    }

    /** After Spring Boot's own customizer, which sets {@code server.address}. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
