package org.zapigateway.routes;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.reifier.ProcessorReifier;
import org.apache.camel.reifier.ToDynamicReifier;
import org.apache.camel.reifier.WireTapReifier;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.ExpressionAdapter;

/**
 * The address of a {@code toD} or {@code wireTap}, computed for each event. The event fills in parts of it and no more: what it
 * brings as an option of its own, as one that stands there already or in the place of one, as a way up in a path, as a
 * placeholder, an expression or an object of a class is refused, before Camel makes anything of it. The rules for route files
 * have only seen the address as it is written.
 */
final class ComputedAddress extends ExpressionAdapter {
    private static final Pattern STEPS = Pattern.compile("[/\\\\]");

    /** The path and each option, computed one by one: what an event brings must not end where the next begins. */
    private final List<Part> parts;

    private final Address written;
    private final boolean evaluatedAgain;

    private ComputedAddress(List<Part> parts, Address written, boolean evaluatedAgain) {
        this.parts = parts;
        this.written = written;
        this.evaluatedAgain = evaluatedAgain;
    }

    /** From now on Camel computes addresses this way, in every context of this Java. */
    static void register() {
        ProcessorReifier.registerReifier(
                ToDynamicDefinition.class, (route, definition) -> new ToDynamicReifier<>(route, definition) {
                    @Override
                    protected Expression createExpression(String uri) {
                        return of(camelContext, uri, definition, super::createExpression);
                    }
                });
        ProcessorReifier.registerReifier(
                WireTapDefinition.class, (route, definition) -> new WireTapReifier(route, definition) {
                    @Override
                    protected Expression createExpression(String uri) {
                        return of(camelContext, uri, definition, super::createExpression);
                    }
                });
    }

    private static Expression of(
            CamelContext context,
            String uri,
            ToDynamicDefinition definition,
            Function<String, Expression> expressionOf) {
        // Else file: gets its fileName as it is written, and evaluates it once.
        boolean asWritten = CamelContextHelper.parseBoolean(
                context,
                definition.getAllowOptimisedComponents() == null ? "true" : definition.getAllowOptimisedComponents());
        String resolved = EndpointHelper.resolveEndpointUriPropertyPlaceholders(context, uri);
        List<Part> parts = AddressParts.of(resolved).stream()
                .map(text -> new Part(text, expressionOf.apply(text)))
                .toList();
        return new ComputedAddress(parts, Address.of(resolved), !asWritten);
    }

    @Override
    public void init(CamelContext context) {
        parts.forEach(part -> part.expression().init(context));
    }

    /** @throws IllegalArgumentException when the event brings more than parts; what it brings is not in the message */
    @Override
    public Object evaluate(Exchange exchange) {
        StringBuilder computed = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String text = parts.get(i).evaluate(exchange);
            if (i == 0) {
                checkPath(text);
            } else {
                checkOption(parts.get(i), text);
            }
            computed.append(AddressParts.separator(i)).append(text);
        }
        check(computed.toString());
        return computed.toString();
    }

    private static void checkPath(String path) {
        if (EndpointUse.unescaped(path).contains("?")) {
            throw refused("an option");
        }
    }

    private static void checkOption(Part option, String text) {
        if (option.endsIn(EndpointUse.unescaped(text))) {
            throw refused("an option");
        }
    }

    private void check(String computed) {
        Address address = Address.of(computed);
        Map<String, String> options = address.options();
        // Camel resolves them in the whole address, and in the values of options once more when they are decoded.
        if (computed.contains("{{") || options.values().stream().anyMatch(value -> value.contains("{{"))) {
            throw refused("a placeholder");
        }
        if (!written.options().keySet().equals(options.keySet())) {
            throw refused("an option");
        }
        if (options.values().stream().anyMatch(ObjectRules::namesClass)) {
            throw refused("a class");
        }
        // Camel makes a list of what stands there twice, so a second 'to' would be one more recipient.
        if (address.count() != written.count()) {
            throw refused("an option");
        }
        if (evaluatedAgain && options.values().stream().anyMatch(EndpointUse::isComputed)) {
            throw refused("an expression");
        }
        if (waysUp(address.path()) != waysUp(written.path())) {
            throw refused("a way up ('..')");
        }
    }

    private static long waysUp(String path) {
        return STEPS.splitAsStream(EndpointUse.unescaped(path))
                .filter(".."::equals)
                .count();
    }

    private static IllegalArgumentException refused(String what) {
        return new IllegalArgumentException(
                "the event brings " + what + " into the computed address; compute it of what"
                        + " nobody outside can choose, such as ${header.eventType}");
    }

    /** The path, or {@code name=value} of an option. */
    private record Part(String written, Expression expression) {

        /** Empty where there is nothing, as Camel has it. */
        String evaluate(Exchange exchange) {
            String text = expression.evaluate(exchange, String.class);
            return text == null ? "" : text;
        }

        /** Whether this option ends within the text, so that another begins there. */
        boolean endsIn(String text) {
            boolean raw = AddressParts.isRaw(written);
            return raw ? AddressParts.endsRaw(text) : text.contains("&");
        }
    }
}
