package org.zapigateway.routes;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.reifier.ProcessorReifier;
import org.apache.camel.reifier.ToDynamicReifier;
import org.apache.camel.reifier.WireTapReifier;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.ExpressionAdapter;

/**
 * The address of a {@code toD} or {@code wireTap}, computed for each event. The event fills in parts of it and no more: what it
 * brings as an option of its own, as one that stands there already, as a placeholder, an expression or an object of a class is
 * refused, before Camel makes anything of it. The rules for route files have only seen the address as it is written.
 */
final class ComputedAddress extends ExpressionAdapter {
    private final Expression expression;
    private final Address written;
    private final boolean evaluatedAgain;

    private ComputedAddress(Expression expression, Address written, boolean evaluatedAgain) {
        this.expression = expression;
        this.written = written;
        this.evaluatedAgain = evaluatedAgain;
    }

    /** From now on Camel computes addresses this way, in every context of this Java. */
    static void register() {
        ProcessorReifier.registerReifier(
                ToDynamicDefinition.class, (route, definition) -> new ToDynamicReifier<>(route, definition) {
                    @Override
                    protected Expression createExpression(String uri) {
                        return of(camelContext, uri, definition, super.createExpression(uri));
                    }
                });
        ProcessorReifier.registerReifier(
                WireTapDefinition.class, (route, definition) -> new WireTapReifier(route, definition) {
                    @Override
                    protected Expression createExpression(String uri) {
                        return of(camelContext, uri, definition, super.createExpression(uri));
                    }
                });
    }

    private static Expression of(
            CamelContext context, String uri, ToDynamicDefinition definition, Expression expression) {
        // Else file: gets its fileName as it is written, and evaluates it once.
        boolean asWritten = CamelContextHelper.parseBoolean(
                context,
                definition.getAllowOptimisedComponents() == null ? "true" : definition.getAllowOptimisedComponents());
        return new ComputedAddress(expression, Address.of(context.resolvePropertyPlaceholders(uri)), !asWritten);
    }

    @Override
    public void init(CamelContext context) {
        expression.init(context);
    }

    /** @throws IllegalArgumentException when the event brings more than parts; what it brings is not in the message */
    @Override
    public Object evaluate(Exchange exchange) {
        String computed = expression.evaluate(exchange, String.class);
        if (computed != null) {
            check(computed);
        }
        return computed;
    }

    private void check(String computed) {
        Address address = Address.of(computed);
        Map<String, String> options = address.options();
        // Camel resolves them in the whole address, and in the values of options once more when they are decoded.
        if (computed.contains("{{") || options.values().stream().anyMatch(value -> value.contains("{{"))) {
            throw refused("a placeholder");
        }
        if (!written.options().keySet().containsAll(options.keySet())) {
            throw refused("an option");
        }
        if (options.values().stream().anyMatch(ObjectRules::namesClass)) {
            throw refused("a class");
        }
        // Camel makes a list of what stands there twice, so a second 'to' would be one more recipient.
        if (address.count() > written.count()) {
            throw refused("an option");
        }
        if (evaluatedAgain && options.values().stream().anyMatch(EndpointUse::isComputed)) {
            throw refused("an expression");
        }
    }

    private static IllegalArgumentException refused(String what) {
        return new IllegalArgumentException(
                "the event brings " + what + " into the computed address; compute it of what"
                        + " nobody outside can choose, such as ${header.eventType}");
    }
}
