package org.zapigateway.routes;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What one look at the routes directory found.
 *
 * @param trouble why the directory as a whole cannot be read; {@code null} when it can
 * @param files the readable files by path
 * @param unreadable the files that were refused before parsing (too large, not UTF-8, not readable) by path, and folders that
 *     cannot be read, by path with a slash at the end
 * @param placeholders the content of {@code routes.properties}; empty when there is none
 */
record Look(
        String trouble,
        Map<String, RouteFile> files,
        Map<String, Finding> unreadable,
        Map<String, String> placeholders) {

    static Look failed(String trouble) {
        return new Look(trouble, Map.of(), Map.of(), Map.of());
    }

    /** Whether no file was seen; folders that cannot be read say nothing of what is in them. */
    boolean isEmpty() {
        return files.isEmpty() && unreadable.keySet().stream().allMatch(Look::isFolder);
    }

    /** The same look, with those of the files that are known, and lie in folders that cannot be read, as unreadable. */
    Look withHidden(Supplier<Stream<String>> known) {
        if (unreadable.keySet().stream().noneMatch(Look::isFolder)) {
            return this;
        }
        Map<String, Finding> all = new TreeMap<>(unreadable);
        known.get()
                .forEach(path -> unreadable.forEach((folder, error) -> {
                    if (isFolder(folder) && path.startsWith(folder)) {
                        all.put(path, error);
                    }
                }));
        return new Look(trouble, files, all, placeholders);
    }

    private static boolean isFolder(String path) {
        return path.endsWith("/");
    }
}
