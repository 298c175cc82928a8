package org.zapigateway.routes;

/** A swap of routes failed; unless routes were lost, what ran before runs again. */
final class SwapException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String path;
    private final boolean lost;

    /**
     * @param path the file that caused it
     * @param lost whether the routes that ran before could not be started again
     */
    SwapException(String path, boolean lost, Throwable cause) {
        super(cause);
        this.path = path;
        this.lost = lost;
    }

    String path() {
        return path;
    }

    boolean lost() {
        return lost;
    }
}
