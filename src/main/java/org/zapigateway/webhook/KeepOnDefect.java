package org.zapigateway.webhook;

import java.lang.reflect.UndeclaredThrowableException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zapigateway.inbox.Inbox;
import org.zapigateway.inbox.InboxUnavailableException;

/**
 * Takes a step, and when that fails by a defect of the gateway, keeps a body that was read, byte for byte: its sender
 * is asked to send it again but may not, and the same defect would be met again. The failure is thrown on whether or
 * not the body could be kept; an error as the cause of an {@link UndeclaredThrowableException}.
 */
final class KeepOnDefect implements Processor {
    /** What the kept body is marked with. */
    static final String REASON = "UNEXPECTED";

    private static final Logger LOG = LoggerFactory.getLogger(KeepOnDefect.class);

    private final Processor step;
    private final Inbox inbox;

    KeepOnDefect(Processor step, Inbox inbox) {
        this.step = step;
        this.inbox = inbox;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        try {
            step.process(exchange);
        } catch (RefusedException | InboxUnavailableException foreseen) {
            throw foreseen;
        } catch (Exception defect) {
            keep(EdgeConsumer.requestOf(exchange));
            throw defect;
        } catch (Error defect) {
            keep(EdgeConsumer.requestOf(exchange));
            // Camel ends an exchange by exceptions only: an error would leave it in hand, so that a stop would wait for
            // it, and its other steps to the next request of the same thread.
            throw new UndeclaredThrowableException(defect);
        }
    }

    private void keep(WebhookRequest request) {
        try {
            byte[] body = request.bodyInHand();
            if (body != null) {
                inbox.keepRejected(body, REASON, request.arrivedAt());
            }
        } catch (Exception | Error e) {
            LOG.warn(
                    "webhook: the body of a request that failed could not be kept: {}",
                    e.getClass().getName());
        }
    }
}
