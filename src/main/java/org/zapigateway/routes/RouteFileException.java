package org.zapigateway.routes;

/** Carries an error out of the reading of one file. */
final class RouteFileException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Finding error;

    RouteFileException(Finding error) {
        super(error.toString());
        this.error = error;
    }

    Finding error() {
        return error;
    }
}
