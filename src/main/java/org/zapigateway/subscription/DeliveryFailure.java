package org.zapigateway.subscription;

import java.sql.SQLException;
import org.apache.camel.http.base.HttpOperationFailedException;
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

    /**
     * What kind of failure it was, and at which step. Without its text and the address, which may quote the payload: safe for
     * a log.
     */
    String summary() {
        Throwable root = rootCause();
        String at = step.node() == null ? "" : ", at " + step.node();
        String answer = answer(root);
        return root.getClass().getName() + (answer.isEmpty() ? "" : ", " + answer) + at;
    }

    /** What a target answered, of the failure that says so: {@code HTTP 500}, {@code SQL state 42P01}; else empty. */
    static String answer(Throwable failure) {
        if (failure instanceof SQLException sql) {
            return "SQL state " + sql.getSQLState();
        }
        return failure instanceof HttpOperationFailedException http ? "HTTP " + http.getStatusCode() : "";
    }

    /** The innermost cause: what went wrong first. */
    Throwable rootCause() {
        // Camel's iterator begins at the innermost.
        return ObjectHelper.createExceptionIterator(getCause()).next();
    }
}
