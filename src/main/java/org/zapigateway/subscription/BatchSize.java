package org.zapigateway.subscription;

import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/**
 * The batch size of a route that names none. A batch that fails is rolled back and repeated, so only a route whose
 * targets take part in the transaction, or do no harm when repeated, gets batches; any other, such as one that calls
 * an HTTP service, gets one event at a time (DESIGN section 3). What a route behind {@code direct:} does is not known
 * here, and may change while this one runs.
 */
final class BatchSize {
    private static final int BATCH = 64;
    private static final Set<String> REPEATABLE = Set.of("jms", "sql", "log");

    private BatchSize() {}

    static int of(CamelContext context, String routeId) {
        RouteDefinition route =
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinition(routeId);
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class).stream()
                        .allMatch(BatchSize::isRepeatable)
                ? BATCH
                : 1;
    }

    private static boolean isRepeatable(ProcessorDefinition<?> node) {
        if (node instanceof SendDefinition<?> send) {
            return isRepeatable(send.getEndpointUri());
        }
        if (node instanceof ToDynamicDefinition send) {
            return isRepeatable(send.getUri());
        }
        // Any other step that a route file may have works on the exchange alone.
        return true;
    }

    private static boolean isRepeatable(String uri) {
        int colon = uri.indexOf(':');
        return colon > 0 && REPEATABLE.contains(uri.substring(0, colon));
    }
}
