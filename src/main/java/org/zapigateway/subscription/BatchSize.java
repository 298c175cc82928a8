package org.zapigateway.subscription;

import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.PollDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/**
 * The batch size of a route that names none. A batch that fails is rolled back and repeated, so only a route whose
 * targets take part in the transaction, or do no harm when repeated, gets batches; any other, such as one that calls
 * an HTTP service, gets one event at a time (DESIGN section 3).
 */
final class BatchSize {
    private static final int BATCH = 64;
    private static final Set<String> REPEATABLE = Set.of("jms", "sql", "direct", "log");

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
        return !(node instanceof RecipientListDefinition
                || node instanceof RoutingSlipDefinition
                || node instanceof DynamicRouterDefinition
                || node instanceof EnrichDefinition
                || node instanceof PollEnrichDefinition
                || node instanceof PollDefinition
                || node instanceof KameletDefinition
                || node instanceof BeanDefinition
                || node instanceof ProcessDefinition);
    }

    private static boolean isRepeatable(String uri) {
        int colon = uri.indexOf(':');
        return colon > 0 && REPEATABLE.contains(uri.substring(0, colon));
    }
}
