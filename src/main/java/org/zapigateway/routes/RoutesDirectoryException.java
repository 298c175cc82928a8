package org.zapigateway.routes;

/** The routes directory cannot be used at all, so the gateway must not start. The message says the remedy. */
public final class RoutesDirectoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RoutesDirectoryException(String message) {
        super(message);
    }
}
