package org.zapigateway.webhook;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells for which instances a request may speak. Safe for use by several threads. */
final class Credentials {
    private final Secrets tokens;
    private final Secrets keys;

    Credentials(List<InstanceSettings> instances) {
        tokens = new Secrets(instances, InstanceSettings::token);
        keys = new Secrets(instances, InstanceSettings::webhookKey);
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
        Set<String> byToken = tokens.instancesOf(token);
        Set<String> byKey = keys.instancesOf(key);
        if (byToken.isEmpty() || byKey.isEmpty()) {
            return byToken.isEmpty() ? byKey : byToken;
        }
        Set<String> instances = new HashSet<>(byToken);
        instances.addAll(byKey);
        return instances;
    }
}
