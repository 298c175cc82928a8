package org.zapigateway.operations;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;
import org.zapigateway.RunningGateway;

/**
 * A gateway with something to see: a route that delivers, one that fails, one whose target is away, and the tables. Nobody
 * wants presence.
 */
final class ConsoleHouse {
    static final String INSTANCE = "3C01";
    static final String TOKEN = "token-of-sales";
    static final String USER = "operator";
    static final String PASSWORD = "sixteen or more letters";

    private static final String REASON = "no customer <b>of this name</b>";

    private static final String ALL_BUT_PRESENCE =
            """
            - route:
                id: all-to-queue
                description: All events but presence go to one place
                from:
                  uri: zapi:events
                  parameters:
                    excludeTypes: chat.presence
                  steps:
                    - to:
                        uri: jms:queue:%s
            """
                    .formatted(RunningGateway.QUEUE);

    private ConsoleHouse() {}

    static RunningGateway start(Path folder) throws Exception {
        return in(folder).start();
    }

    /** The same before it is started. */
    static RunningGateway.Setup in(Path folder) throws Exception {
        FileSystemUtils.copyRecursively(Path.of("routes/sql"), folder.resolve("routes/sql"));
        return RunningGateway.in(folder)
                .with("zapi.database.enabled", "true")
                .with("zapi.console.user", USER)
                .with("zapi.console.password", PASSWORD)
                .with("zapi.instances[0].id", INSTANCE)
                .with("zapi.instances[0].name", "sales")
                .with("zapi.instances[0].token", TOKEN)
                .routeFile("all-to-queue", ALL_BUT_PRESENCE)
                .routeFile("store", Files.readString(Path.of("routes/store-in-database.camel.yaml")))
                .routeFile(
                        "fails",
                        RunningGateway.failing("fails", "message.received", "java.lang.IllegalStateException", REASON))
                .routeFile(
                        "away", RunningGateway.failing("away", "message.status", "java.net.ConnectException", REASON));
    }

    static String post(RunningGateway gateway, String body) {
        return gateway.post("/webhooks/zapi", body, "z-api-token", TOKEN).body();
    }
}
