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
}
