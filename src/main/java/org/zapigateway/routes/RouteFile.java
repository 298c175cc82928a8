package org.zapigateway.routes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * One version of one route file: its text and the placeholders that it was read with, so that a version can be put
 * back exactly as it was.
 *
 * @param path below the routes directory, with {@code /} between its parts
 * @param text the YAML
 * @param placeholders of {@code routes.properties}; empty for a file that uses none
 * @param hash short; without placeholders the beginning of {@code sha256sum <file>}
 */
record RouteFile(String path, String text, Map<String, String> placeholders, String hash) {
    private static final int HASH_BYTES = 4;

    static RouteFile of(String path, String text, Map<String, String> placeholders) {
        // A file without placeholders must not change with routes.properties: its routes would restart for nothing.
        Map<String, String> used = text.contains("{{") ? new TreeMap<>(placeholders) : Map.of();
        return new RouteFile(path, text, used, hash(text, used));
    }

    /** The name without folder and suffix. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1).replace(RoutesDirectory.SUFFIX, "");
    }

    /** A fingerprint of text and placeholders: equal ones mean equal versions. */
    static String hash(String text, Map<String, String> placeholders) {
        MessageDigest sha256 = sha256();
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
        if (!placeholders.isEmpty()) {
            sha256.update(new TreeMap<>(placeholders).toString().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, HASH_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Whether both are the same version of the same file. */
    boolean sameVersion(RouteFile other) {
        return other != null
                && path.equals(other.path)
                && text.equals(other.text)
                && placeholders.equals(other.placeholders);
    }
}
