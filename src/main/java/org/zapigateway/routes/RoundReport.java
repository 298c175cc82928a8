package org.zapigateway.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What one round has found in the files, and how each stands at its end. */
final class RoundReport {
    private final Look look;
    private final RunningFiles running;
    private final Map<String, List<Finding>> refused = new HashMap<>();
    private final Map<String, List<Finding>> warned = new HashMap<>();
    private final Map<String, String> skipped = new HashMap<>();

    /**
     * A report that is empty yet.
     *
     * @param running what runs, as the round changes it
     */
    RoundReport(Look look, RunningFiles running) {
        this.look = look;
        this.running = running;
    }

    /** A file is refused for these errors, too; there may be none that are new. */
    void refused(String path, List<Finding> errors) {
        refused.computeIfAbsent(path, key -> new ArrayList<>()).addAll(errors);
    }

    /** Kept apart from the outline: the rules for all files may refuse it yet. */
    void warned(String path, List<Finding> warnings) {
        warned.put(path, warnings);
    }

    /** A file is not for this configuration. */
    void skipped(String path, String reason) {
        skipped.put(path, reason);
    }

    /** Records how each file stands that was found, runs, or was recorded before. */
    void record(RouteRegister register) {
        Set<String> paths = new TreeSet<>(look.files().keySet());
        paths.addAll(look.unreadable().keySet());
        paths.addAll(running.byPath().keySet());
        register.files().forEach(status -> paths.add(status.file()));
        paths.forEach(path -> register.record(status(path)));
    }

    private RouteFileStatus status(String path) {
        RouteFile file = look.files().get(path);
        Outline now = running.get(path);
        return new RouteFileStatus(
                path,
                file == null ? null : file.hash(),
                state(path, now),
                now == null ? null : now.file().hash(),
                running.loadedAt(path),
                now == null ? List.of() : now.routeIds(),
                refused.getOrDefault(path, List.of()),
                refused.containsKey(path) || now == null ? warned.getOrDefault(path, List.of()) : now.warnings(),
                note(path, now));
    }

    private RouteFileState state(String path, Outline now) {
        if (refused.containsKey(path)) {
            return RouteFileState.REFUSED;
        }
        if (skipped.containsKey(path)) {
            return RouteFileState.SKIPPED;
        }
        return now == null ? RouteFileState.REMOVED : RouteFileState.LOADED;
    }

    private String note(String path, Outline now) {
        if (skipped.containsKey(path) && !refused.containsKey(path)) {
            return skipped.get(path);
        }
        if (now != null && !running.isWhole(path)) {
            return "of its routes only " + String.join(", ", now.routeIds()) + " can run";
        }
        return running.isCopy(path) ? "the last good copy runs" : null;
    }
}
