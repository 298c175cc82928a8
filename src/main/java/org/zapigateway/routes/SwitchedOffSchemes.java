package org.zapigateway.routes;

import java.util.Optional;

/**
 * Which components are switched off by configuration, such as {@code sql} while the database is disabled. A file that
 * uses one is not loaded and reported as skipped, not as wrong. It must be quick, and may be called by any thread.
 */
@FunctionalInterface
public interface SwitchedOffSchemes {

    /**
     * Why that component is off.
     *
     * @param scheme the scheme of an endpoint URI, such as {@code sql}
     * @return the reason, worded like {@code zapi.database.enabled is false}; empty when the component may be used
     */
    Optional<String> reason(String scheme);

    /** Nothing is switched off. */
    static SwitchedOffSchemes none() {
        return scheme -> Optional.empty();
    }
}
