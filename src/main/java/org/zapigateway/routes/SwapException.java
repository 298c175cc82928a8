package org.zapigateway.routes;

/** A swap of routes failed; what ran before runs again, as far as it starts again ({@link RunningRoutes#has}). */
final class SwapException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String path;

    /** @param path the file that caused it */
    SwapException(String path, Throwable cause) {
        super(cause);
        this.path = path;
    }

    String path() {
        return path;
    }
}
