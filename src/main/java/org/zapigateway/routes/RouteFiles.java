package org.zapigateway.routes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The read-only view of the route files, for health, operations and the HTTP edge. Safe for any thread; no call waits. */
public interface RouteFiles {

    /** Every file that is known, in the order of the names, deleted ones included until the next start. */
    List<RouteFileStatus> files();

    /** What is wrong with the directory as a whole (vanished, empty, unreadable, unwatched); empty when nothing is. */
    Optional<String> directoryTrouble();

    /** Whether the directory can be read and no file is refused. Skipped files and warnings are healthy. */
    boolean healthy();

    /** Whether it is healthy and no file is skipped: then a route that does not run was taken away by somebody. */
    boolean complete();

    /**
     * When the watcher last ended a round. With {@code zapi.routes.reload} an age of more than some seconds means that
     * it hangs; without, it stays at the first load. {@code null} before the first load.
     */
    Instant heartbeat();

    /** Whether the first load has ended, well or not. Before it, no route owns a subscription, so the edge says 503. */
    boolean firstLoadEnded();

    /**
     * The version of a running route.
     *
     * @param routeId the id of a route of a YAML file
     * @return the short hash of the file version that the route was loaded from; a route that an edit of its file left
     *     alone keeps the one it was loaded with; {@code null} for a route that does not run or is not from a file
     */
    String routeVersion(String routeId);
}
