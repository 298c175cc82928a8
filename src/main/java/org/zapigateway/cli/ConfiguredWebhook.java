package org.zapigateway.cli;

import java.net.URI;
import java.util.List;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.zapigateway.webhook.WebhookSettings;

/**
 * Where the gateway of this directory takes events: read as the gateway reads it, from application.yml and the environment,
 * without a context of Spring. Credentials are not read: whoever means to post to a gateway that wants one names it.
 *
 * @param path of the webhook
 */
record ConfiguredWebhook(ServerProperties server, String path) {
    /**
     * The URL of the webhook.
     *
     * @throws VerbFailedException when the settings cannot be read, or name no port
     */
    static URI url() {
        ConfiguredWebhook settings = ConfiguredGateway.read(
                List.of(),
                ". With a URL they are not needed",
                binder -> new ConfiguredWebhook(
                        binder.bindOrCreate("server", ServerProperties.class),
                        binder.bindOrCreate("zapi.webhook", WebhookSettings.class)
                                .path()));
        ServerProperties server = settings.server();
        return URI.create(ReachablePort.url(
                        "server.port",
                        server.getPort(),
                        server.getAddress(),
                        server.getSsl(),
                        "give the URL of the webhook")
                + settings.path());
    }
}
