package org.zapigateway.cli;

import java.util.List;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;

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
        ManagementServerProperties settings = ConfiguredGateway.read(
                List.of(),
                ". With --operations they are not needed",
                binder -> binder.bindOrCreate("management.server", ManagementServerProperties.class));
        return ReachablePort.url(
                "management.server.port",
                settings.getPort(),
                settings.getAddress(),
                settings.getSsl(),
                "name the one that the gateway has by --operations");
    }
}
