package org.zapigateway.routes;

import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Route files that the gateway would not load; the message has a line for each reason, with place and remedy. */
public final class RouteFilesRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private RouteFilesRefusedException(String message) {
        super(message);
    }

    static void throwIfNotLoaded(RouteFiles files, Collection<String> paths) throws RouteFilesRefusedException {
        String reasons = files.files().stream()
                .filter(file -> paths.contains(file.file()))
                .flatMap(RouteFilesRefusedException::reasons)
                .collect(Collectors.joining("\n"));
        if (!reasons.isEmpty()) {
            throw new RouteFilesRefusedException(reasons);
        }
    }

    private static Stream<String> reasons(RouteFileStatus file) {
        return file.state() == RouteFileState.SKIPPED
                ? Stream.of(file.file() + ": is not loaded; " + file.note())
                : file.errors().stream().map(Finding::toString);
    }
}
