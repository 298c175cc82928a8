package org.zapigateway.routes;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** One version of a route file as Camel's model. A model belongs to the context that it was read with. */
final class RouteModel {
    /** The property of a running route that bears the short hash of its file version. */
    static final String VERSION = "routeVersion";

    private RouteModel() {}

    /**
     * Reads the routes, named as in the outline, ready to be added to that context; the context itself is not changed, as
     * long as the file keeps the {@link EntryRules} (Camel would act on {@code beans}, {@code errorHandler} and the like
     * while reading).
     */
    static List<RouteDefinition> read(CamelContext context, Outline outline) throws Exception {
        RouteFile file = outline.file();
        Resource resource = ResourceHelper.fromString("file:" + file.path(), file.text());
        RouteBuilder builder = null;
        for (RoutesBuilder found : PluginHelper.getRoutesLoader(context).findRoutesBuilders(resource)) {
            builder = (RouteBuilder) found;
        }
        if (builder == null) {
            throw new IllegalStateException("camel-yaml-dsl is not on the class path");
        }
        List<RouteDefinition> routes = builder.configureRoutes(context).getRoutes();
        for (int i = 0; i < routes.size(); i++) {
            routes.get(i).setId(outline.routeIds().get(i));
            routes.get(i).routeProperty(VERSION, file.hash());
        }
        Set<ProcessorDefinition<?>> steps = steps(routes);
        new StepLines(outline).correct(steps);
        FailedCondition.watch(steps);
        return routes;
    }

    /** What is for all routes of the file, such as 'onException', stands in each of them. */
    private static Set<ProcessorDefinition<?>> steps(List<RouteDefinition> routes) {
        Set<ProcessorDefinition<?>> steps = new LinkedHashSet<>();
        for (RouteDefinition route : routes) {
            ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class)
                    .forEach(steps::add);
        }
        return steps;
    }
}
