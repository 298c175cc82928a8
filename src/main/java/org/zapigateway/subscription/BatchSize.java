package org.zapigateway.subscription;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.errorhandler.DeadLetterChannelDefinition;
import org.apache.camel.util.URISupport;

/**
 * The batch size of a route that names none. A batch that fails is rolled back and repeated, so only a route whose
 * targets take part in the transaction, or do no harm when repeated, gets batches; any other, such as one that calls
 * an HTTP service, gets one event at a time (DESIGN section 3). Behind {@code direct:} the targets of that route count, as
 * they are when this one starts.
 */
final class BatchSize {
    private static final int BATCH = 64;
    private static final Set<String> REPEATABLE = Set.of("jms", "sql", "log");
    private static final String DIRECT = "direct:";

    private final Model model;
    private final Set<RouteDefinition> seen = new HashSet<>();

    private BatchSize(Model model) {
        this.model = model;
    }

    static int of(CamelContext context, String routeId) {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        return new BatchSize(model).isRepeatable(model.getRouteDefinition(routeId)) ? BATCH : 1;
    }

    private boolean isRepeatable(RouteDefinition route) {
        // One that is being looked at already says nothing new.
        return !seen.add(route) || areRepeatable(route.getOutputs()) && areDeadLettersRepeatable(route);
    }

    private boolean areRepeatable(List<ProcessorDefinition<?>> steps) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(steps, ProcessorDefinition.class).stream()
                .allMatch(this::isRepeatable);
    }

    private boolean areDeadLettersRepeatable(RouteDefinition route) {
        return !(route.getErrorHandlerFactory() instanceof DeadLetterChannelDefinition channel)
                || isRepeatable(channel.getDeadLetterUri());
    }

    private boolean isRepeatable(ProcessorDefinition<?> node) {
        if (node instanceof SendDefinition<?> send) {
            return isRepeatable(send.getEndpointUri());
        }
        if (node instanceof ToDynamicDefinition send) {
            return isRepeatable(send.getUri());
        }
        if (node instanceof CircuitBreakerDefinition breaker && breaker.getOnFallback() != null) {
            // Not one of its outputs.
            return areRepeatable(breaker.getOnFallback().getOutputs());
        }
        // Any other step that a route file may have works on the exchange alone.
        return true;
    }

    private boolean isRepeatable(String uri) {
        if (uri.startsWith(DIRECT)) {
            List<RouteDefinition> behind = behind(uri);
            return !behind.isEmpty() && behind.stream().allMatch(this::isRepeatable);
        }
        int colon = uri.indexOf(':');
        return colon > 0 && REPEATABLE.contains(uri.substring(0, colon));
    }

    private List<RouteDefinition> behind(String uri) {
        return model.getRouteDefinitions().stream()
                .filter(route -> route.getInput() != null
                        && URISupport.stripQuery(route.getInput().getEndpointUri())
                                .equals(URISupport.stripQuery(uri)))
                .toList();
    }
}
