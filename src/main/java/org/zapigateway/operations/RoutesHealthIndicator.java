package org.zapigateway.operations;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;
import org.zapigateway.routes.RouteFileStatus;
import org.zapigateway.routes.RouteFiles;
import org.zapigateway.routes.RouteLoader;

/** The part {@code routes}: whether every route file is loaded as it lies in its directory. */
@Component
class RoutesHealthIndicator implements HealthIndicator {
    private final RouteLoader loader;

    RoutesHealthIndicator(RouteLoader loader) {
        this.loader = loader;
    }

    @Override
    public Health health() {
        RouteFiles files = loader.files();
        Map<String, String> states = new TreeMap<>();
        for (RouteFileStatus file : files.files()) {
            states.put(file.file(), file.state().toString());
        }
        Health.Builder health = files.healthy() ? Health.up() : Health.status(GatewayStatus.DEGRADED);
        files.directoryTrouble().ifPresent(trouble -> health.withDetail("directory", trouble));
        return health.withDetail("files", states).build();
    }
}
