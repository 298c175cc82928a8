package org.zapigateway;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.zapigateway.inbox.DataDirectory;
import org.zapigateway.routes.RouteFileStatus;
import org.zapigateway.routes.RouteFiles;
import org.zapigateway.routes.RouteLoader;
import org.zapigateway.store.DatabaseState;
import org.zapigateway.subscription.CompanyBroker;
import org.zapigateway.webhook.Doors;

/** Tells, once the gateway takes events, where everything is, what to try, and what is not configured yet. */
@Component
class StartBanner {
    private static final Logger LOG = LoggerFactory.getLogger(StartBanner.class);

    /** The files of {@code samples} name an instance that a configured gateway does not know. */
    private static final String SEND_SAMPLES = "./zapi send-samples --count 3 --instance ID --token"
            + "   (asks for the token; your queues and tables get what it makes up)";

    private final GatewaySettings settings;
    private final ServerProperties server;
    private final ManagementServerProperties management;
    private final Environment environment;
    private final DataDirectory data;
    private final CompanyBroker broker;
    private final RouteLoader routes;
    private final Doors doors;
    private final ObjectProvider<DatabaseState> database;

    StartBanner(
            GatewaySettings settings,
            ServerProperties server,
            ManagementServerProperties management,
            Environment environment,
            DataDirectory data,
            CompanyBroker broker,
            RouteLoader routes,
            Doors doors,
            ObjectProvider<DatabaseState> database) {
        this.settings = settings;
        this.server = server;
        this.management = management;
        this.environment = environment;
        this.data = data;
        this.broker = broker;
        this.routes = routes;
        this.doors = doors;
        this.database = database;
    }

    @EventListener(ApplicationReadyEvent.class)
    void show() {
        if (!doors.isOpen()) {
            // A stop came before the start had ended.
            return;
        }
        String url = url(server.getSsl(), server.getAddress(), environment.getProperty("local.server.port"))
                + settings.webhook().path();
        String operations =
                url(management.getSsl(), management.getAddress(), environment.getProperty("local.management.port"));
        List<String> lines = new ArrayList<>();
        lines.add("zapi-gateway takes events");
        lines.add("");
        lines.add("  webhook     " + url);
        lines.add("  operations  " + operations + "/actuator/health");
        if (settings.console().enabled()) {
            lines.add("  console     " + operations + "/console");
        }
        lines.add("  broker      " + broker.address());
        lines.add("  database    " + database());
        lines.add("  data        " + data.path());
        lines.add("  routes      " + settings.routes().directory() + ": " + routes(routes.files()));
        lines.add("");
        lines.add("  Try it:");
        lines.add("    " + (settings.instances().isEmpty() ? curl(url) : SEND_SAMPLES));
        lines.add("    ./zapi peek whatsapp.message.received");
        notConfigured(lines);
        lines.add("");
        LOG.info(String.join(System.lineSeparator(), lines));
    }

    /**
     * Where a port is reached from this machine.
     *
     * @param ssl {@code null}: plain
     * @param address what it listens on; {@code null}: every address
     */
    static String url(Ssl ssl, InetAddress address, String port) {
        String host = address == null || address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return (Ssl.isEnabled(ssl) ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + port;
    }

    private String database() {
        if (!settings.database().enabled()) {
            return "none";
        }
        boolean isOurs = !StringUtils.hasText(environment.getProperty("spring.datasource.url"));
        return isOurs ? "H2 in the data directory" : database.getObject().address();
    }

    private static String routes(RouteFiles files) {
        return files.files().stream().map(RouteFileStatus::file).collect(Collectors.joining(", "));
    }

    private String curl(String url) {
        return "curl " + (Ssl.isEnabled(server.getSsl()) ? "-ik " : "-i ") + url
                + " -H 'content-type: application/json' -d @samples/received-text.json";
    }

    private void notConfigured(List<String> lines) {
        if (settings.instances().isEmpty()) {
            lines.add("");
            lines.add("  NOT CONFIGURED YET: no instance, so anybody on this machine may post, and nobody else.");
            lines.add("  Set zapi.instances[0].id and zapi.instances[0].token before Z-API can reach this gateway.");
        }
    }
}
