package org.zapigateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.NamedNode;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.language.jq.JqLanguage;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * What {@code jq} gives, as every other step takes it. By itself Camel gives Jackson's objects: a condition on one is silently
 * never true, SQL refuses it, and {@code jms:} sends it as a serialized Java object. Here a text, a number and a truth value
 * are plain, and what is an object or a list becomes JSON text when it is sent.
 */
final class JqValues extends JqLanguage implements InterceptStrategy {
    private static final Set<String> WITHIN = Set.of("direct", "seda", "log");

    private JqValues() {}

    static void in(CamelContext context) {
        JqValues values = new JqValues();
        context.getRegistry().bind("jq-language", values);
        context.getCamelContextExtension().addInterceptStrategy(values);
    }

    @Override
    public Expression createExpression(Expression source, String expression, Object[] properties) {
        return new Plain(super.createExpression(source, expression, properties));
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return leaves(definition) ? new Sending(target) : target;
    }

    /** Whether a step sends to something outside, which wants text. */
    private static boolean leaves(NamedNode step) {
        String uri = null;
        if (step instanceof ToDefinition to) {
            uri = to.getEndpointUri();
        } else if (step instanceof ToDynamicDefinition to) {
            uri = to.getUri();
        }
        return uri != null && !WITHIN.contains(EndpointUse.of(uri).scheme());
    }

    private static Object plain(Object value) {
        if (value instanceof JsonNode node && node.isValueNode()) {
            return node.isTextual()
                    ? node.textValue()
                    : node.isNumber() ? node.numberValue() : node.isBoolean() ? node.booleanValue() : node;
        }
        return value instanceof Collection<?> several
                ? several.stream().map(JqValues::plain).toList()
                : value;
    }

    private static final class Plain extends ExpressionAdapter {
        private final Expression jq;

        Plain(Expression jq) {
            this.jq = jq;
        }

        @Override
        public void init(CamelContext context) {
            jq.init(context);
        }

        @Override
        public Object evaluate(Exchange exchange) {
            return plain(jq.evaluate(exchange, Object.class));
        }

        @Override
        public boolean matches(Exchange exchange) {
            return ((Predicate) jq).matches(exchange);
        }

        @Override
        public String toString() {
            return jq.toString();
        }
    }

    private static final class Sending extends DelegateAsyncProcessor {
        Sending(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (exchange.getMessage().getBody() instanceof JsonNode tree) {
                exchange.getMessage().setBody(tree.toString());
            }
            return super.process(exchange, callback);
        }
    }
}
