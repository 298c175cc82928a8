package org.zapigateway.routes;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What the rounds work on: the routes of the users' files, beside those of the gateway's own. */
interface RunningRoutes {

    /**
     * Makes the changes as one. When an incoming route does not start, all is put back. What was stopped for it and does
     * not start again is taken away, also when the changes are made.
     *
     * @param running all that runs before
     */
    void swap(List<Change> changes, Collection<Outline> running) throws SwapException;

    /** Whether they all stop for good, so that a change which fails now says nothing of its file. */
    boolean isEnding();

    /** The ids of all routes that are there, started or not. */
    Set<String> ids();

    /** The ids of all routes that are not from these files. */
    Set<String> foreignIds(Collection<Outline> running);

    /** The names of the {@code direct:} endpoints that routes which are not from these files consume. */
    Set<String> foreignDirects(Collection<Outline> running);
}
