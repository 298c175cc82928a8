package org.zapigateway.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells for which instances a request may speak. Secrets are looked up by a hash that depends on a number drawn at the start:
 * what a stranger tries becomes a hash that they cannot know, so an answer's time tells nothing of a secret, however many
 * instances there are. Safe for use by several threads.
 */
final class Credentials {
    private static final int SALT_BYTES = 32;

    private final byte[] salt = new byte[SALT_BYTES];
    private final Map<Hash, Set<String>> tokens = new HashMap<>();
    private final Map<Hash, Set<String>> keys = new HashMap<>();

    Credentials(List<InstanceSettings> instances) {
        new SecureRandom().nextBytes(salt);
        for (InstanceSettings instance : instances) {
            instance.token().forEach(token -> add(tokens, token, instance));
            instance.webhookKey().forEach(key -> add(keys, key, instance));
        }
        tokens.replaceAll((hash, ids) -> Set.copyOf(ids));
        keys.replaceAll((hash, ids) -> Set.copyOf(ids));
    }

    private void add(Map<Hash, Set<String>> secrets, String secret, InstanceSettings instance) {
        secrets.computeIfAbsent(hash(secret), hash -> new HashSet<>()).add(instance.id());
    }

    /** Whether no instance is configured, so that everybody who can connect may post. */
    boolean isOpen() {
        return tokens.isEmpty() && keys.isEmpty();
    }

    /**
     * The ids of the instances for which a request may speak.
     *
     * @param token the header {@code z-api-token}, or {@code null}
     * @param key the {@code key} of the URL's query, or {@code null}
     * @return empty when the request bears no right credential
     */
    Set<String> instancesOf(String token, String key) {
        Set<String> byToken = find(tokens, token);
        Set<String> byKey = find(keys, key);
        if (byToken.isEmpty() || byKey.isEmpty()) {
            return byToken.isEmpty() ? byKey : byToken;
        }
        Set<String> instances = new HashSet<>(byToken);
        instances.addAll(byKey);
        return instances;
    }

    private Set<String> find(Map<Hash, Set<String>> secrets, String given) {
        return given == null ? Set.of() : secrets.getOrDefault(hash(given), Set.of());
    }

    private Hash hash(String secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return new Hash(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private record Hash(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
        }

        @Override
        public int hashCode() {
            return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        }
    }
}
