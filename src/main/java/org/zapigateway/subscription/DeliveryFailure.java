package org.zapigateway.subscription;

import java.sql.SQLException;
import org.apache.camel.util.ObjectHelper;

/** The delivery of an event, or the commit of a batch, failed. The cause says why. */
final class DeliveryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String endpoint;
    private final String target;

    /**
     * Wraps a failure.
     *
     * @param endpoint what the event was sent to last, without secrets; {@code null} when it came to no endpoint
     * @param target the target that did not take the event ({@link TargetName}); {@code null} when that is not known
     */
    DeliveryFailure(Throwable cause, String endpoint, String target) {
        super(cause);
        this.endpoint = endpoint;
        this.target = target;
    }

    /** A failure as a delivery failure; one that is one already stays as it is. */
    static DeliveryFailure of(Throwable failure) {
        return failure instanceof DeliveryFailure already ? already : new DeliveryFailure(failure, null, null);
    }

    String endpoint() {
        return endpoint;
    }

    String target() {
        return target;
    }

    /** What kind of failure it was, without its text, which may quote the payload: safe for a log. */
    String summary() {
        Throwable root = rootCause();
        String type = root.getClass().getName();
        return root instanceof SQLException sql ? type + ", SQL state " + sql.getSQLState() : type;
    }

    /** The innermost cause: what went wrong first. */
    Throwable rootCause() {
        // Camel's iterator begins at the innermost.
        return ObjectHelper.createExceptionIterator(getCause()).next();
    }
}
