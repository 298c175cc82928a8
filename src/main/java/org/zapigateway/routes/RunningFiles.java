package org.zapigateway.routes;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Which version of which file runs. */
final class RunningFiles {
    private final Map<String, Outline> outlines = new TreeMap<>();
    private final Map<String, Origin> origins = new TreeMap<>();

    private record Origin(Instant loadedAt, boolean copy) {}

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
        origins.put(outline.file().path(), new Origin(Instant.now(), copy));
    }

    void gone(String path) {
        outlines.remove(path);
        origins.remove(path);
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
