package org.zapigateway.routes;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.util.ObjectHelper;
import org.zapigateway.routes.TrialResult.Failure;

/**
 * Notes at which step of a trial an event fails: at the innermost one, for those around it end with the same failure. Safe
 * for use by several threads.
 */
final class TrialSteps implements InterceptStrategy {
    private static final String FILE = "file:";

    private final Map<String, Outline> files;
    private final UnaryOperator<String> display;
    private Throwable cause;
    private NamedNode step;

    /**
     * Watches the steps of files.
     *
     * @param files the files of the trial, by path
     * @param display how a file is named to the user, by its path
     */
    TrialSteps(Map<String, Outline> files, UnaryOperator<String> display) {
        this.files = files;
        this.display = display;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                return super.process(exchange, doneSync -> {
                    note(exchange, definition);
                    callback.done(doneSync);
                });
            }
        };
    }

    private synchronized void note(Exchange exchange, NamedNode at) {
        Throwable failure = exchange.getException();
        if (failure != null && innermost(failure) != cause) {
            cause = innermost(failure);
            NamedNode condition = exchange.getProperty(FailedCondition.PROPERTY, NamedNode.class);
            step = at instanceof ChoiceDefinition && condition != null ? condition : at;
        }
    }

    /** What is told of the failure of an event; {@code null} for none. */
    synchronized Failure explain(Throwable failure) {
        if (failure == null) {
            return null;
        }
        Throwable innermost = innermost(failure);
        return innermost == cause
                ? new Failure(innermost, name(step), place(step))
                : new Failure(innermost, null, null);
    }

    /** An id that Camel made is another one at each start. */
    private static String name(NamedNode at) {
        return at instanceof OptionalIdentifiedDefinition<?> step && step.hasCustomIdAssigned()
                ? at.getId()
                : at.getShortName();
    }

    private String place(NamedNode at) {
        String location = at.getLocation();
        Outline file = location == null ? null : files.get(location.replaceFirst("^" + FILE, ""));
        return file == null ? null : display.apply(file.file().path()) + ":" + at.getLineNumber();
    }

    /** Camel's iterator begins at the innermost. */
    private static Throwable innermost(Throwable failure) {
        return ObjectHelper.createExceptionIterator(failure).next();
    }
}
