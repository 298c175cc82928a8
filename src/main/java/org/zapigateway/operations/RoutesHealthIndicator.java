package org.zapigateway.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;
import org.zapigateway.event.EventJson;
import org.zapigateway.routes.RouteFileStatus;
import org.zapigateway.routes.RouteFiles;
import org.zapigateway.routes.RouteLoader;
import org.zapigateway.subscription.Orphan;
import org.zapigateway.subscription.Orphans;

/** The part {@code routes}: whether every route file is loaded as it lies in its directory. */
@Component
class RoutesHealthIndicator implements HealthIndicator {
    private final RouteLoader loader;
    private final Orphans orphans;

    RoutesHealthIndicator(RouteLoader loader, Orphans orphans) {
        this.loader = loader;
        this.orphans = orphans;
    }

    @Override
    public Health health() {
        RouteFiles files = loader.files();
        Map<String, String> states = new TreeMap<>();
        List<String> errors = new ArrayList<>();
        for (RouteFileStatus file : files.files()) {
            states.put(file.file(), file.state().toString());
            file.errors().forEach(error -> errors.add(error.toString()));
        }
        Health.Builder health = files.healthy() ? Health.up() : Health.status(GatewayStatus.DEGRADED);
        files.directoryTrouble().ifPresent(trouble -> health.withDetail("directory", trouble));
        if (!orphans.known().isEmpty()) {
            health.withDetail("orphans", orphanDetails());
        }
        if (!errors.isEmpty()) {
            health.withDetail("errors", errors);
        }
        if (files.heartbeat() != null) {
            health.withDetail("lookedAt", EventJson.time(files.heartbeat()));
        }
        return health.withDetail("files", states).build();
    }

    /** Subscriptions without a route: somebody should decide, but nothing is broken. */
    private Map<String, String> orphanDetails() {
        Map<String, String> details = new TreeMap<>();
        for (Orphan orphan : orphans.known().values()) {
            details.put(
                    orphan.name(),
                    "no route since " + EventJson.time(orphan.since()) + ", keeps " + orphan.depth() + " events and "
                            + orphan.deadLetters() + " dead letters");
        }
        return details;
    }
}
