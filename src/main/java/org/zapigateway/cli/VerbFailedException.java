package org.zapigateway.cli;

/** A verb could not do what it was asked to; the message tells the user why, and what to do. Exit code 1. */
final class VerbFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    VerbFailedException(String message) {
        super(message);
    }

    VerbFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
