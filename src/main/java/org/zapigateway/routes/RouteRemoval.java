package org.zapigateway.routes;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * Takes routes out of a Camel context with everything that Camel would leave behind: a route that failed to start
 * stays in the model and breaks every later load (TRAPS C6).
 */
final class RouteRemoval {
    /** How long a route may take to end its current batch; then it is stopped hard and the batch rolls back. */
    static final long STOP_SECONDS = 20;

    private RouteRemoval() {}

    /** Stops a route after its current batch; does nothing when it does not run. */
    static void stop(ModelCamelContext context, String routeId) throws Exception {
        ServiceStatus status = context.getRouteController().getRouteStatus(routeId);
        if (status != null && !status.isStopped()) {
            context.getRouteController().stopRoute(routeId, STOP_SECONDS, TimeUnit.SECONDS);
        }
    }

    /**
     * Stops and removes routes, as far as they are there. None is removed before all have stopped, which can take long: a
     * subscription belongs also to a stopped route, but to none that is gone. Goes on when one fails, and throws at the
     * end.
     */
    static void removeAll(ModelCamelContext context, Collection<String> routeIds) throws Exception {
        Exception first = null;
        for (String routeId : routeIds) {
            try {
                stop(context, routeId);
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        for (String routeId : routeIds) {
            try {
                remove(context, routeId);
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static void remove(ModelCamelContext context, String routeId) throws Exception {
        try {
            context.removeRoute(routeId);
        } finally {
            RouteDefinition left = routeId == null ? null : context.getRouteDefinition(routeId);
            if (left != null) {
                context.removeRouteDefinition(left);
            }
        }
    }
}
