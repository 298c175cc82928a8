package org.zapigateway.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.zapigateway.operations.ConnectionWatch.Connection;
import org.zapigateway.operations.EventCounts.Series;
import org.zapigateway.store.InstanceState;
import org.zapigateway.store.StateTables;
import org.zapigateway.webhook.InstanceSettings;

/** How the instances stand: those that are configured, and those of which an event came. */
@Component
@ConditionalOnProperty(name = "zapi.console.enabled", matchIfMissing = true)
class ConsoleInstances {
    private final List<InstanceSettings> configured;
    private final EventWatch watch;
    private final ConnectionWatch connections;
    private final StateTables tables;

    ConsoleInstances(
            List<InstanceSettings> configured,
            EventWatch watch,
            ConnectionWatch connections,
            ObjectProvider<StateTables> tables) {
        this.configured = configured;
        this.watch = watch;
        this.connections = connections;
        this.tables = tables.getIfAvailable();
    }

    Answer now() {
        Map<String, List<Series>> counted = watch.counts().series().stream()
                .filter(series -> series.instanceId() != null)
                .collect(Collectors.groupingBy(Series::instanceId));
        Map<String, InstanceState> stored = stored();
        Map<String, Row> rows = new TreeMap<>();
        Stream.of(configured.stream().map(InstanceSettings::id), counted.keySet().stream(), stored.keySet().stream())
                .flatMap(Function.identity())
                .forEach(id -> rows.computeIfAbsent(
                        id, first -> row(id, counted.getOrDefault(id, List.of()), stored.get(id))));
        return new Answer(List.copyOf(rows.values()));
    }

    private Map<String, InstanceState> stored() {
        try {
            return tables == null
                    ? Map.of()
                    : tables.instances().stream()
                            .collect(Collectors.toMap(InstanceState::instanceId, Function.identity()));
        } catch (DataAccessException e) {
            // What came since the start of the gateway is known without it; health tells of the database.
            return Map.of();
        }
    }

    private Row row(String id, List<Series> counted, InstanceState stored) {
        Optional<InstanceSettings> settings =
                configured.stream().filter(instance -> instance.id().equals(id)).findFirst();
        // The table may be behind, or know what another gateway was told.
        Instant storedAt = stored == null ? null : stored.changedAt();
        Optional<Connection> heard = connections
                .of(id)
                .filter(connection -> storedAt == null || connection.changedAt().isAfter(storedAt));
        return new Row(
                id,
                settings.map(InstanceSettings::name).or(() -> name(counted)).orElse(null),
                settings.isPresent(),
                heard.map(Connection::connected).orElse(stored == null ? null : stored.connected()),
                heard.map(Connection::changedAt).orElse(storedAt),
                stored == null ? null : stored.lastError(),
                newest(counted),
                counted.stream().mapToLong(Series::count).sum());
    }

    private static Optional<String> name(Collection<Series> counted) {
        return counted.stream()
                .map(Series::instanceName)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Instant newest(List<Series> counted) {
        return counted.stream().map(Series::lastAt).max(Instant::compareTo).orElse(null);
    }

    /** The answer to {@code GET /console/instances}. */
    record Answer(List<Row> instances) {}

    /**
     * An instance.
     *
     * @param connected absent when no event has told
     * @param changedAt since when, by Z-API's clock
     * @param lastAt when its newest event came, since the start of the gateway
     * @param events how many came since then
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            String id,
            String name,
            boolean configured,
            Boolean connected,
            Instant changedAt,
            String lastError,
            Instant lastAt,
            long events) {}
}
