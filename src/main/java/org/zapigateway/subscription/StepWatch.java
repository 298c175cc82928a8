package org.zapigateway.subscription;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.LoggerHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.util.ObjectHelper;
import org.apache.camel.util.URISupport;

/**
 * Notes at which step an exchange has failed. Camel itself knows only the endpoint that it sent to last, which has taken the
 * event when a later step fails that sends nothing.
 */
final class StepWatch implements InterceptStrategy {
    private static final String PROPERTY = "zapiFailedStep";

    /** Notes from now on where this exchange fails, or one of its copies. */
    static void follow(Exchange exchange) {
        exchange.setProperty(PROPERTY, new Note());
    }

    /** Where it has failed. */
    static FailedStep failed(Exchange exchange) {
        Note note = exchange.getProperty(PROPERTY, Note.class);
        return note == null ? FailedStep.NONE : note.of(exchange.getException());
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new Watched(target, name(definition), definition.getShortName().equals("to"));
    }

    /** An id that the author did not give says little without its line. */
    private static String name(NamedNode definition) {
        String line = LoggerHelper.getLineNumberLoggerName(definition);
        return line == null ? definition.getId() : definition.getId() + " (" + line + ")";
    }

    private static final class Watched extends DelegateAsyncProcessor {
        private final String node;
        private final boolean sends;

        Watched(Processor target, String node, boolean sends) {
            super(target);
            this.node = node;
            this.sends = sends;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Object before = exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT);
            return super.process(exchange, doneSync -> {
                if (exchange.getException() != null) {
                    failed(exchange, before);
                }
                callback.done(doneSync);
            });
        }

        private void failed(Exchange exchange, Object before) {
            Note note = exchange.getProperty(PROPERTY, Note.class);
            if (note != null) {
                Object last = exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT);
                // Another one than before this step: it was this step that sent.
                boolean sent = last != null && (sends || last != before);
                note.failed(
                        exchange.getException(),
                        new FailedStep(node, sent ? URISupport.sanitizeUri(last.toString()) : null));
            }
        }
    }

    /** The innermost step of the newest failure; those around it end with the same one. */
    private static final class Note {
        private Throwable cause;
        private FailedStep step;

        synchronized void failed(Throwable failure, FailedStep where) {
            Throwable root = rootCause(failure);
            if (root != cause) {
                cause = root;
                step = where;
            }
        }

        synchronized FailedStep of(Throwable failure) {
            return failure != null && rootCause(failure) == cause ? step : FailedStep.NONE;
        }

        /** Camel's iterator begins at the innermost. */
        private static Throwable rootCause(Throwable failure) {
            return ObjectHelper.createExceptionIterator(failure).next();
        }
    }
}
