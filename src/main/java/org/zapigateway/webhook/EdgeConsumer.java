package org.zapigateway.webhook;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zapigateway.inbox.InboxUnavailableException;

/**
 * Takes a request of platform-http into the route and writes the answer, on the thread of the server.
 *
 * <p>The stock consumer reads the whole body before the route begins, with no limit (TRAPS C7); makes headers of
 * whatever a stranger sends, and sends them back (C9b); queues requests without bound before eight threads (C8); and
 * answers 503 after a time-out while the work goes on and succeeds (C9). Here the route gets the request itself, and
 * reads of it what it needs.
 */
final class EdgeConsumer extends SpringBootPlatformHttpConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeConsumer.class);
    private static final String REQUEST = "request";

    private final Refusals refusals;

    EdgeConsumer(PlatformHttpEndpoint endpoint, Processor processor, Refusals refusals) {
        super(endpoint, processor, Runnable::run);
        this.refusals = refusals;
    }

    /** The request that an exchange of this route belongs to. */
    static WebhookRequest requestOf(Exchange exchange) {
        return exchange.getProperty(REQUEST, WebhookRequest.class);
    }

    /** Serves a request to its end; {@code null} tells Spring that nothing is left to wait for. */
    @Override
    public CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
        try {
            serve(request, response);
        } catch (IOException e) {
            LOG.debug("webhook: the sender left before its answer", e);
        }
        return null;
    }

    private void serve(HttpServletRequest http, HttpServletResponse response) throws IOException {
        if (isSuspendingOrSuspended() || isStoppingOrStopped()) {
            refusals.answer(Refusal.CLOSED, http, response);
            return;
        }
        Exchange exchange = createExchange(false);
        try (WebhookRequest request = new WebhookRequest(http)) {
            exchange.setPattern(ExchangePattern.InOut);
            exchange.setProperty(REQUEST, request);
            exchange.getIn().setBody(request);
            process(exchange);
            answer(exchange, http, response);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private void process(Exchange exchange) {
        try {
            getProcessor().process(exchange);
        } catch (Throwable e) {
            // Errors too: the server would log their text, which may quote the payload.
            exchange.setException(e);
        }
    }

    private void answer(Exchange exchange, HttpServletRequest http, HttpServletResponse response) throws IOException {
        if (exchange.getException() == null && exchange.getIn().getBody() instanceof Accepted accepted) {
            accepted.answer(response);
        } else {
            refusals.answer(refusal(exchange.getException()), http, response);
        }
    }

    private static Refusal refusal(Exception failure) {
        if (failure instanceof RefusedException refused) {
            return refused.refusal();
        }
        if (failure instanceof InboxUnavailableException) {
            return Refusal.NOT_STORED;
        }
        // Its text may quote the payload, so only its place is told.
        LOG.error("webhook: a request failed unexpectedly and is answered 503: {}", place(failure));
        return Refusal.UNEXPECTED;
    }

    private static String place(Exception failure) {
        if (failure == null) {
            return "the route ended without an answer";
        }
        boolean isWrapped =
                failure instanceof UndeclaredThrowableException || failure instanceof CamelExecutionException;
        Throwable defect = isWrapped && failure.getCause() != null ? failure.getCause() : failure;
        StackTraceElement[] stack = defect.getStackTrace();
        return defect.getClass().getName() + " at " + (stack.length > 0 ? stack[0] : "an unknown place");
    }
}
