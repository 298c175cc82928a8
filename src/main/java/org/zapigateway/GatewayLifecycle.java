package org.zapigateway;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;
import org.zapigateway.routes.RouteLoader;
import org.zapigateway.subscription.Subscriptions;
import org.zapigateway.webhook.Doors;

/** The order of the start and of the stop: routes before events, and no events any more before routes go. */
@Component
class GatewayLifecycle implements ApplicationListener<ApplicationEvent> {
    private final ApplicationContext context;
    private final RouteLoader routes;
    private final Subscriptions subscriptions;
    private final Doors doors;

    GatewayLifecycle(ApplicationContext context, RouteLoader routes, Subscriptions subscriptions, Doors doors) {
        this.context = context;
        this.routes = routes;
        this.subscriptions = subscriptions;
        this.doors = doors;
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event instanceof ApplicationStartedEvent) {
            routes.start();
            doors.open();
        } else if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == context) {
            doors.close();
            subscriptions.end();
            routes.stop();
        }
    }
}
