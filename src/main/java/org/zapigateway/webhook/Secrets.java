package org.zapigateway.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The secrets of all instances, of one kind. Each is found by its hash with a salt that was drawn at the start: what a stranger
 * tries becomes a hash that they can neither know nor choose, so the time of an answer tells nothing of a secret, however many
 * instances there are. Secrets themselves are not kept.
 */
final class Secrets {
    private static final int SALT_BYTES = 32;

    private final byte[] salt = new byte[SALT_BYTES];
    private final Map<Hash, Set<String>> instances = new HashMap<>();

    Secrets(List<InstanceSettings> all, Function<InstanceSettings, List<String>> secrets) {
        new SecureRandom().nextBytes(salt);
        for (InstanceSettings instance : all) {
            for (String secret : secrets.apply(instance)) {
                instances.computeIfAbsent(hash(secret), hash -> new HashSet<>()).add(instance.id());
            }
        }
        instances.replaceAll((hash, ids) -> Set.copyOf(ids));
    }

    boolean isEmpty() {
        return instances.isEmpty();
    }

    /** The ids of the instances that have a secret; empty for {@code null} and for one that none has. */
    Set<String> instancesOf(String secret) {
        return secret == null ? Set.of() : instances.getOrDefault(hash(secret), Set.of());
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
            return ByteBuffer.wrap(bytes).getInt();
        }
    }
}
