package org.zapigateway.routes;

import java.time.Instant;
import java.util.List;

/**
 * One route file as it stands now.
 *
 * @param file the path below the routes directory, with {@code /} between its parts
 * @param hash short hash of the version on disk; {@code null} when there is none or it cannot be read
 * @param state how the version on disk stands
 * @param runningHash short hash of the version whose routes run; {@code null} when none runs
 * @param loadedAt when the running version was loaded; {@code null} when none runs
 * @param routeIds the ids of the running routes of this file; empty when none runs
 * @param errors why the version on disk is refused; empty otherwise
 * @param warnings what else is to be said: about the version on disk when it is refused, else about the one that runs
 * @param note why the file is skipped, where the running version comes from, or what of it runs; {@code null} when there is
 *     nothing
 */
public record RouteFileStatus(
        String file,
        String hash,
        RouteFileState state,
        String runningHash,
        Instant loadedAt,
        List<String> routeIds,
        List<Finding> errors,
        List<Finding> warnings,
        String note) {

    /** Copies the lists. */
    public RouteFileStatus {
        routeIds = List.copyOf(routeIds);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }
}
