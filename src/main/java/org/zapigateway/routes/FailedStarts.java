package org.zapigateway.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Remembers versions that are good by themselves but did not start. When running routes were stopped for the attempt,
 * it is not repeated until an edit: each attempt interrupts what runs. When nothing was, it may be repeated after a
 * while, because what was missing (a host name, a port) may be there then.
 */
final class FailedStarts {
    private final Map<String, FailedStart> byPath = new HashMap<>();

    /**
     * @param file the version on disk that is refused
     * @param culprit the version that did not start, of this file or of one that was changed together with it
     * @param disruptive whether another attempt would stop what runs
     */
    private record FailedStart(RouteFile file, Finding error, RouteFile culprit, boolean disruptive) {
        boolean isStillOn(Look look) {
            return file.sameVersion(look.files().get(file.path()))
                    && culprit.sameVersion(look.files().get(culprit.path()));
        }
    }

    void remember(RouteFile file, Finding error, SwapException failure, List<Change> changes, boolean disruptive) {
        changes.stream()
                .filter(change -> change.path().equals(failure.path()) && change.after() != null)
                .map(change -> change.after().file())
                .forEach(culprit -> byPath.put(file.path(), new FailedStart(file, error, culprit, disruptive)));
    }

    void forget(String path) {
        byPath.remove(path);
    }

    /** Forgets what was edited since. */
    void forgetEdited(Look look) {
        byPath.values().removeIf(failed -> !failed.isStillOn(look));
    }

    /** The error of a version that must not be tried again now. */
    Optional<Finding> error(String path, boolean anotherVersionRuns) {
        return Optional.ofNullable(byPath.get(path))
                .filter(failed -> anotherVersionRuns || failed.disruptive())
                .map(FailedStart::error);
    }

    /**
     * Whether there is a version that may be tried again without an edit.
     *
     * @param runs whether another version of that file runs
     */
    boolean worthAnotherTry(Predicate<String> runs) {
        return byPath.values().stream()
                .anyMatch(failed ->
                        !failed.disruptive() && !runs.test(failed.file().path()));
    }
}
