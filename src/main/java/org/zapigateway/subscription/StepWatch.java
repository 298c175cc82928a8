package org.zapigateway.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.LoggerHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.util.ObjectHelper;
import org.apache.camel.util.URISupport;

/**
 * Notes which targets have taken an exchange, and at which step it has failed. Camel itself knows only the endpoint that it
 * sent to last, which has taken the event when a later step fails that sends nothing. And an event that went past a target,
 * because of a filter or by another branch, says nothing about whether that is back.
 */
final class StepWatch implements InterceptStrategy {
    private static final Set<String> SENDING = Set.of("to", "toD");
    private static final String CHOICE = "choice";
    private static final String PROPERTY = "zapiSteps";

    /** Where a choice of a route file leaves its {@code when} that has just failed. */
    private static final String CONDITION = "zapiFailedCondition";

    /** Notes from now on where this exchange goes and fails, or one of its copies. */
    static void follow(Exchange exchange) {
        exchange.setProperty(PROPERTY, new Note());
    }

    /** Where it has failed. */
    static FailedStep failed(Exchange exchange) {
        Note note = exchange.getProperty(PROPERTY, Note.class);
        return note == null ? FailedStep.NONE : note.of(exchange.getException());
    }

    /** Whether a target has taken it. */
    static boolean hasReached(Exchange exchange, String target) {
        Note note = exchange.getProperty(PROPERTY, Note.class);
        return note != null && note.hasReached(target);
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new Watched(target, definition);
    }

    /** An id that the author did not give says little without its line. */
    private static String name(NamedNode definition) {
        String line = LoggerHelper.getLineNumberLoggerName(definition);
        return line == null ? definition.getId() : definition.getId() + " (" + line + ")";
    }

    private static final class Watched extends DelegateAsyncProcessor {
        private final String node;
        private final boolean sends;
        private final boolean chooses;

        Watched(Processor target, NamedNode definition) {
            super(target);
            node = name(definition);
            sends = SENDING.contains(definition.getShortName());
            chooses = definition.getShortName().equals(CHOICE);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Note note = noteOf(exchange);
            if (note == null) {
                return super.process(exchange, callback);
            }
            if (sends) {
                // Else a toD whose address cannot be computed would seem to have sent where the step before it did.
                exchange.removeProperty(ExchangePropertyKey.TO_ENDPOINT);
            }
            Object before = exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT);
            return super.process(exchange, doneSync -> {
                Object last = exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT);
                // Another one than before this step: it was this step that sent.
                end(note, exchange, last != before ? (String) last : null);
                callback.done(doneSync);
            });
        }

        /** A message of a queue has nobody who follows it from its beginning. */
        private static Note noteOf(Exchange exchange) {
            Note note = exchange.getProperty(PROPERTY, Note.class);
            if (note == null && exchange.getFromEndpoint() instanceof JmsEndpoint) {
                note = new Note();
                exchange.setProperty(PROPERTY, note);
            }
            return note;
        }

        private void end(Note note, Exchange exchange, String uri) {
            if (exchange.getException() != null) {
                note.failed(exchange.getException(), failedNode(exchange), uri);
            } else if (uri != null) {
                note.sent(uri);
            }
        }

        private String failedNode(Exchange exchange) {
            NamedNode condition = chooses ? exchange.getProperty(CONDITION, NamedNode.class) : null;
            return condition == null ? node : name(condition);
        }
    }

    /** What was sent to, and the innermost step of the newest failure; those around it end with the same one. */
    private static final class Note {
        private final List<String> sentTo = new ArrayList<>(2);
        private Throwable cause;
        private FailedStep step;

        synchronized void sent(String uri) {
            sentTo.add(uri);
        }

        synchronized boolean hasReached(String target) {
            return sentTo.stream().map(TargetName::of).anyMatch(target::equals);
        }

        synchronized void failed(Throwable failure, String node, String uri) {
            Throwable root = rootCause(failure);
            if (root != cause) {
                cause = root;
                step = uri == null
                        ? new FailedStep(node, null, null)
                        : new FailedStep(node, URISupport.sanitizeUri(uri), TargetName.of(uri));
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
