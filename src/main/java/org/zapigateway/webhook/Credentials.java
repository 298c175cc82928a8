package org.zapigateway.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells for which instances a request may speak. Every known secret is compared, each in constant time, whatever the
 * first ones say, so that an answer's time tells nothing.
 */
final class Credentials {
    private final List<Secret> tokens = new ArrayList<>();
    private final List<Secret> keys = new ArrayList<>();

    Credentials(List<InstanceSettings> instances) {
        for (InstanceSettings instance : instances) {
            instance.token().forEach(token -> tokens.add(new Secret(sha256(token), instance.id())));
            instance.webhookKey().forEach(key -> keys.add(new Secret(sha256(key), instance.id())));
        }
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
        Set<String> instances = new HashSet<>();
        collect(tokens, token, instances);
        collect(keys, key, instances);
        return instances;
    }

    private static void collect(List<Secret> secrets, String given, Set<String> instances) {
        // Hashes have one length, so even the length of a secret does not show.
        byte[] hash = sha256(given == null ? "" : given);
        for (Secret secret : secrets) {
            if (MessageDigest.isEqual(secret.hash, hash)) {
                instances.add(secret.instanceId);
            }
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static final class Secret {
        private final byte[] hash;
        private final String instanceId;

        private Secret(byte[] hash, String instanceId) {
            this.hash = hash;
            this.instanceId = instanceId;
        }
    }
}
