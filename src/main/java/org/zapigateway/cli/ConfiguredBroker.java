package org.zapigateway.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.util.StringUtils;
import org.zapigateway.inbox.BrokerSettings;

/**
 * The broker that {@code jms:} means in the routes of the gateway of this directory: read as the gateway reads it, from
 * application.yml and the environment, without a context of Spring.
 *
 * @param company the company's own, which goes first
 * @param embedded {@code null} when there is one of the company's own: then the embedded one has no queues to look at
 */
record ConfiguredBroker(ArtemisProperties company, BrokerSettings embedded) {
    private static final String WAY_OUT = ". With --broker they are not needed";

    /**
     * Where it is, and the login that the settings have for it.
     *
     * @throws VerbFailedException when the settings cannot be read, or nobody can connect to the broker
     */
    static BrokerLogin login() {
        ConfiguredBroker settings = ConfiguredGateway.read(List.of(), WAY_OUT, ConfiguredBroker::read);
        return settings.embedded() == null ? company(settings.company()) : embedded(settings.embedded());
    }

    private static ConfiguredBroker read(Binder binder) {
        ArtemisProperties company = binder.bindOrCreate("spring.artemis", ArtemisProperties.class);
        return new ConfiguredBroker(
                company,
                StringUtils.hasText(company.getBrokerUrl())
                        ? null
                        : binder.bindOrCreate("zapi.broker", BrokerSettings.class));
    }

    private static BrokerLogin company(ArtemisProperties settings) {
        return new BrokerLogin(
                BrokerSource.COMPANY,
                settings.getBrokerUrl(),
                settings.getUser(),
                settings.getPassword(),
                "spring.artemis.user and spring.artemis.password");
    }

    private static BrokerLogin embedded(BrokerSettings settings) {
        if (!settings.listens()) {
            throw new VerbFailedException(
                    "zapi.broker.acceptor is empty, so only the gateway itself can use its broker; set it "
                            + "to tcp://127.0.0.1:61616 and start the gateway again, or name another broker by --broker");
        }
        URI acceptor = URI.create(settings.acceptor());
        if (acceptor.getPort() == 0) {
            throw new VerbFailedException(
                    "zapi.broker.acceptor is '" + settings.acceptor()
                            + "', whose port is another one at each start; set one, or name the one that the gateway has by --broker");
        }
        return new BrokerLogin(
                BrokerSource.EMBEDDED,
                "tcp://" + reachable(acceptor.getHost()) + ":" + acceptor.getPort(),
                settings.user(),
                settings.password(),
                "zapi.broker.user and zapi.broker.password");
    }

    /** The host to ask for: nobody can connect to "every address". */
    private static String reachable(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isAnyLocalAddress()) {
                return address instanceof Inet6Address ? "[::1]" : "127.0.0.1";
            }
        } catch (UnknownHostException e) {
            // So nobody will answer, which is told by this name.
        }
        return host;
    }
}
