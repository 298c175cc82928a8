package org.zapigateway.routes;

/** How a route file stands. */
public enum RouteFileState {
    /** The version on disk runs. */
    LOADED,
    /** The version on disk is bad and does not run; an earlier good one may. */
    REFUSED,
    /** The version on disk needs a component that is switched off, so it is not loaded. */
    SKIPPED,
    /** The file was deleted and its routes are stopped. */
    REMOVED
}
