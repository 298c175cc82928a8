package org.zapigateway.routes;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which version of which file runs. */
final class RunningFiles {
    private final Map<String, Outline> outlines = new TreeMap<>();
    private final Map<String, Origin> origins = new TreeMap<>();

    private record Origin(Instant loadedAt, boolean copy, boolean whole) {}

    /** What runs of that file; {@code null} when nothing does. */
    Outline get(String path) {
        return outlines.get(path);
    }

    /** What runs, by path; a live view. */
    Map<String, Outline> byPath() {
        return Collections.unmodifiableMap(outlines);
    }

    Collection<Outline> all() {
        return byPath().values();
    }

    boolean isEmpty() {
        return outlines.isEmpty();
    }

    /** @param copy whether it is the last good copy, and not what is on disk */
    void loaded(Outline outline, boolean copy) {
        outlines.put(outline.file().path(), outline);
        origins.put(outline.file().path(), new Origin(Instant.now(), copy, true));
    }

    void gone(String path) {
        outlines.remove(path);
        origins.remove(path);
    }

    /** Takes out the routes that are no longer there; the others of their files run on. */
    void loseAllBut(Set<String> there) {
        for (Outline outline : List.copyOf(outlines.values())) {
            List<String> lost = outline.routeIds().stream()
                    .filter(id -> !there.contains(id))
                    .toList();
            if (!lost.isEmpty()) {
                lose(outline, lost);
            }
        }
    }

    private void lose(Outline outline, List<String> ids) {
        String path = outline.file().path();
        Outline left = outline.without(ids);
        if (left.routes().isEmpty()) {
            gone(path);
        } else {
            outlines.put(path, left);
            origins.computeIfPresent(path, (key, origin) -> new Origin(origin.loadedAt(), origin.copy(), false));
        }
    }

    /** Whether all routes of a version of that file run. */
    boolean isWhole(String path) {
        Origin origin = origins.get(path);
        return origin != null && origin.whole();
    }

    /** When the running version was loaded; {@code null} when nothing runs. */
    Instant loadedAt(String path) {
        Origin origin = origins.get(path);
        return origin == null ? null : origin.loadedAt();
    }

    boolean isCopy(String path) {
        Origin origin = origins.get(path);
        return origin != null && origin.copy();
    }
}
