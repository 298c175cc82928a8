package org.zapigateway.routes;

import java.util.Map;

/**
 * What one look at the routes directory found.
 *
 * @param trouble why the directory as a whole cannot be read; {@code null} when it can
 * @param files the readable files by path
 * @param unreadable the files that were refused before parsing (too large, not UTF-8, not readable) by path
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

    boolean isEmpty() {
        return files.isEmpty() && unreadable.isEmpty();
    }
}
