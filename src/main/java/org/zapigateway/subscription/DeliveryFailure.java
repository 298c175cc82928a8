package org.zapigateway.subscription;

import java.sql.SQLException;
import org.apache.camel.util.ObjectHelper;

/** The delivery of an event, or the commit of a batch, failed. The cause says why. */
final class DeliveryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailedStep step;

    /** Wraps a failure that came at a step of the route. */
    DeliveryFailure(Throwable cause, FailedStep step) {
        super(cause);
        this.step = step;
    }

    /** A failure as a delivery failure; one that is one already stays as it is. */
    static DeliveryFailure of(Throwable failure) {
        return failure instanceof DeliveryFailure already ? already : new DeliveryFailure(failure, FailedStep.NONE);
    }

    FailedStep step() {
        return step;
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
