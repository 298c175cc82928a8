package org.zapigateway.operations;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.InstanceData;
import org.zapigateway.webhook.AcceptanceListener;

/**
 * Hears which instances are connected, for the console. Of each the newest event by its own time holds, as in the tables.
 * Safe for use by many threads.
 */
@Component
@ConditionalOnProperty(name = "zapi.console.enabled", matchIfMissing = true)
class ConnectionWatch implements AcceptanceListener {
    /** Without a configured instance the sender chooses its id. */
    private static final int MOST_INSTANCES = 1_000;

    private static final BinaryOperator<Connection> NEWER =
            BinaryOperator.maxBy(Comparator.comparing(Connection::changedAt).thenComparing(Connection::eventId));

    private final Map<String, Connection> connections = new ConcurrentHashMap<>();

    @Override
    public void accepted(List<CanonicalEvent> events) {
        for (CanonicalEvent event : events) {
            if (event.data() instanceof InstanceData data && data.connected() != null && data.instanceId() != null) {
                heard(data.instanceId(), new Connection(data.connected(), event.time(), event.id()));
            }
        }
    }

    private void heard(String instanceId, Connection connection) {
        if (connections.containsKey(instanceId) || connections.size() < MOST_INSTANCES) {
            connections.merge(instanceId, connection, NEWER);
        }
    }

    /** What was heard of an instance since the start of the gateway. */
    Optional<Connection> of(String instanceId) {
        return Optional.ofNullable(connections.get(instanceId));
    }

    /**
     * That an instance was connected or disconnected.
     *
     * @param changedAt when, by Z-API's clock
     * @param eventId the event that told
     */
    record Connection(boolean connected, Instant changedAt, String eventId) {}
}
