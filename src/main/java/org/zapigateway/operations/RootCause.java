package org.zapigateway.operations;

import java.sql.SQLException;
import org.springframework.core.NestedExceptionUtils;

/** Tells why something failed without the words of the failure, which may quote credentials or a row. */
final class RootCause {
    private RootCause() {}

    /** The class of what went wrong first, and of a database its SQL state. */
    static String of(Throwable failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        String type = root.getClass().getName();
        return root instanceof SQLException sql && sql.getSQLState() != null
                ? type + ", SQL state " + sql.getSQLState()
                : type;
    }
}
