package org.zapigateway.operations;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zapigateway.routes.RouteLoader;
import org.zapigateway.subscription.Orphans;
import org.zapigateway.subscription.SubscriptionsSettings;
import org.zapigateway.webhook.Doors;

/**
 * Notices subscriptions whose route is gone, and removes those that are older than is configured. Not while a route
 * file is skipped, or anything is wrong with one or with the directory: a route may be missing then that nobody took
 * away.
 */
@Component
class OrphanWatch {
    private static final int EVERY_SECONDS = 10;

    private final Orphans orphans;
    private final SubscriptionsSettings settings;
    private final RouteLoader routes;
    private final Doors doors;

    OrphanWatch(Orphans orphans, SubscriptionsSettings settings, RouteLoader routes, Doors doors) {
        this.orphans = orphans;
        this.settings = settings;
        this.routes = routes;
        this.doors = doors;
    }

    @Scheduled(fixedDelay = EVERY_SECONDS, timeUnit = TimeUnit.SECONDS)
    void look() {
        // Before the doors open no route is loaded, and after they close none any more.
        if (!doors.isOpen()) {
            return;
        }
        orphans.look();
        if (settings.removeOrphansAfter() != null && routes.files().complete()) {
            orphans.removeOlderThan(settings.removeOrphansAfter());
        }
    }
}
