package org.zapigateway;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.zapigateway.webhook.Doors;

/** The order of the start and of the stop: routes before events, and no events any more before routes go. */
@Component
class GatewayLifecycle {
    private final Doors doors;

    GatewayLifecycle(Doors doors) {
        this.doors = doors;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        doors.open();
    }

    @EventListener(ContextClosedEvent.class)
    void stopping() {
        doors.close();
    }
}
