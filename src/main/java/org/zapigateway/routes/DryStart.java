package org.zapigateway.routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteDefinitionHelper;
import org.zapigateway.routes.InertComponent.Instead;

/**
 * Builds the routes of a file in a scratch context, where all components are inert, so that Camel itself finds what is
 * wrong (steps, options, expressions, placeholders, beans) before anything that runs is stopped. It passes with broker
 * and database down.
 */
final class DryStart implements AutoCloseable {
    private final DefaultCamelContext scratch;

    /**
     * Opens the scratch context.
     *
     * @param live whose components, beans and placeholders are used, and which is not changed
     * @param schemes the components that route files may use; those not on the class path stay unknown
     */
    DryStart(CamelContext live, Set<String> schemes) {
        scratch = ScratchContext.of(live, schemes, (scheme, real) -> new InertComponent(real, Instead.NOTHING));
        scratch.getCamelContextExtension().setName("dry-start");
        // With autoStartup=false Camel still starts producers and creates consumers: hence the inert components.
        scratch.setAutoStartup(false);
        scratch.start();
    }

    /**
     * Starts the routes of one file, and forgets them.
     *
     * @return what Camel has against each route, by its id; see {@link CamelComplaint}. Empty when all start
     * @throws Exception what Camel has against the file as a whole
     */
    Map<String, Exception> rehearse(Outline outline) throws Exception {
        ModelCamelContext model = scratch;
        Map<String, Exception> complaints = new LinkedHashMap<>();
        List<RouteDefinition> routes = RouteModel.read(scratch, outline);
        for (RouteDefinition route : routes) {
            try {
                requireOwnIds(route, routes);
                model.addRouteDefinitions(List.of(route));
            } catch (Exception e) {
                complaints.put(route.getRouteId(), e);
            } finally {
                RouteRemoval.removeAll(model, List.of(route.getRouteId()));
            }
        }
        return complaints;
    }

    /** Camel looks for it only among routes that come together: all of a file at a start, those that changed at an edit. */
    private static void requireOwnIds(RouteDefinition route, List<RouteDefinition> routes) throws DuplicateIdException {
        String twice = RouteDefinitionHelper.validateUniqueIds(route, routes, route.getNodePrefixId());
        if (twice != null) {
            throw new DuplicateIdException(route.getRouteId(), twice);
        }
    }

    /** An id stands twice among the routes and steps of a file. */
    static final class DuplicateIdException extends FailedToStartRouteException {
        private static final long serialVersionUID = 1L;

        private final String id;

        private DuplicateIdException(String routeId, String id) {
            super(routeId, "the id '" + id + "' stands twice");
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    @Override
    public void close() {
        scratch.stop();
    }
}
