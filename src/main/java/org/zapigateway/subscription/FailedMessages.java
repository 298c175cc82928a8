package org.zapigateway.subscription;

import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ErrorHandler;

/**
 * Tells of messages on which a route that begins with {@code jms:} or {@code amqp:} has failed. By itself Camel quotes the
 * message, with what it holds. What becomes of the message is left to the broker. Safe for use by many threads.
 */
final class FailedMessages implements ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailedMessages.class);

    /** How Artemis and Qpid begin when they refuse to make an object. */
    private static final String FORBIDDEN = "Forbidden ";

    @Override
    public void handleError(Throwable failure) {
        DeliveryFailure known = ObjectHelper.getException(DeliveryFailure.class, failure);
        LOG.warn(
                "a route that begins with jms: or amqp: failed on a message ({}){}",
                (known == null ? DeliveryFailure.of(failure) : known).summary(),
                isObject(failure) ? "; it holds a Java object, which is never read: send text, bytes or a map" : "");
    }

    private static boolean isObject(Throwable failure) {
        for (Throwable link : ObjectHelper.createExceptionIterable(failure)) {
            if (link.getMessage() != null && link.getMessage().startsWith(FORBIDDEN)) {
                return true;
            }
        }
        return false;
    }
}
