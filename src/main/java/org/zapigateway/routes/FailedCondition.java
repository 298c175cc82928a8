package org.zapigateway.routes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.processor.ChoiceProcessor;
import org.apache.camel.processor.FilterProcessor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.util.ObjectHelper;

/**
 * Finds which {@code when} of a choice has failed. To Camel these are no steps, and it does not tell. So when a choice fails,
 * its conditions are evaluated again, on a copy; a choice that does not fail costs nothing more.
 */
final class FailedCondition implements InterceptStrategy {
    /**
     * The property of an exchange, just after it failed in a choice: the {@code when}, a {@link NamedNode}. Absent when none
     * of them fails a second time in that way, as when it was a step behind one. The subscription knows it by its name.
     */
    static final String PROPERTY = "zapiFailedCondition";

    /** Does so from now on for each choice among the steps. */
    static void watch(Set<ProcessorDefinition<?>> steps) {
        Set<ProcessorDefinition<?>> asked = new HashSet<>();
        for (ProcessorDefinition<?> step : steps) {
            if (step instanceof ChoiceDefinition) {
                // Camel asks the strategies of the step around it; in a route itself, those of the choice.
                ProcessorDefinition<?> around = step.getParent();
                asked.add(around == null || around instanceof RouteDefinition ? step : around);
            }
        }
        asked.forEach(step -> step.addInterceptStrategy(new FailedCondition()));
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        if (!(definition instanceof ChoiceDefinition choice) || !(target instanceof ChoiceProcessor choosing)) {
            // A choice with 'precondition' is decided at its start.
            return target;
        }
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                return super.process(exchange, doneSync -> {
                    if (exchange.getException() != null) {
                        exchange.setProperty(PROPERTY, find(choice.getWhenClauses(), choosing.getFilters(), exchange));
                    }
                    callback.done(doneSync);
                });
            }
        };
    }

    /** The one that fails; {@code null} when none does. */
    private static NamedNode find(List<WhenDefinition> whens, List<FilterProcessor> conditions, Exchange exchange) {
        Exchange copy = ExchangeHelper.createCopy(exchange, true);
        copy.setException(null);
        for (int i = 0; i < conditions.size(); i++) {
            try {
                if (conditions.get(i).getPredicate().matches(copy)) {
                    return null;
                }
            } catch (Exception | StackOverflowError again) {
                return kind(again) == kind(exchange.getException()) ? whens.get(i) : null;
            }
        }
        return null;
    }

    /** Camel's iterator begins at the innermost. */
    private static Class<?> kind(Throwable failure) {
        return ObjectHelper.createExceptionIterator(failure).next().getClass();
    }
}
