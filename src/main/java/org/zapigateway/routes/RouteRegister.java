package org.zapigateway.routes;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers how each file stands, and says each change of it in one log line; nothing is logged per look. */
final class RouteRegister implements RouteFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RouteRegister.class);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Map<String, RouteFileStatus> files = new ConcurrentSkipListMap<>();
    private final UnaryOperator<String> versions;
    private volatile String trouble;
    private volatile Instant heartbeat;
    private volatile boolean firstLoadEnded;

    /** @param versions the version of a running route by its id, {@code null} for an unknown one */
    RouteRegister(UnaryOperator<String> versions) {
        this.versions = versions;
    }

    @Override
    public List<RouteFileStatus> files() {
        return List.copyOf(files.values());
    }

    @Override
    public Optional<String> directoryTrouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public boolean healthy() {
        return trouble == null && files.values().stream().noneMatch(status -> status.state() == RouteFileState.REFUSED);
    }

    @Override
    public Instant heartbeat() {
        return heartbeat;
    }

    @Override
    public boolean firstLoadEnded() {
        return firstLoadEnded;
    }

    @Override
    public String routeVersion(String routeId) {
        return routeId == null ? null : versions.apply(routeId);
    }

    boolean knows(String path) {
        return files.containsKey(path);
    }

    void beat() {
        heartbeat = Instant.now();
    }

    void endFirstLoad() {
        firstLoadEnded = true;
    }

    /** @param message what is wrong with the directory as a whole; {@code null} when nothing is */
    void directory(String message) {
        if (!Objects.equals(trouble, message)) {
            if (message == null) {
                LOG.info("routes: the directory is readable again");
            } else {
                LOG.warn("routes: {}", message);
            }
            trouble = message;
        }
    }

    void record(RouteFileStatus status) {
        RouteFileStatus before = files.put(status.file(), status);
        boolean same = before != null
                && before.state() == status.state()
                && Objects.equals(before.hash(), status.hash())
                && Objects.equals(before.runningHash(), status.runningHash())
                && Objects.equals(before.errors(), status.errors());
        if (!same) {
            say(status, before);
        }
    }

    private static void say(RouteFileStatus status, RouteFileStatus before) {
        switch (status.state()) {
            case LOADED -> LOG.info("routes: {} loaded ({})", status.file(), String.join(", ", status.routeIds()));
            case REMOVED ->
                LOG.info(
                        "routes: {} removed, stopped ({})",
                        status.file(),
                        before == null ? "" : String.join(", ", before.routeIds()));
            case SKIPPED -> LOG.info("routes: {} not loaded, {}{}", status.file(), status.note(), runs(status));
            case REFUSED ->
                LOG.warn(
                        "routes: {} refused, {}{}",
                        status.file(),
                        status.errors().stream().map(Finding::toString).collect(Collectors.joining(" | ")),
                        runs(status));
        }
    }

    private static String runs(RouteFileStatus status) {
        if (status.loadedAt() == null) {
            return "; none of its routes runs";
        }
        boolean fromCopy = status.state() == RouteFileState.REFUSED && status.note() != null;
        return fromCopy
                ? "; " + status.note()
                : "; the version of " + CLOCK.format(status.loadedAt()) + " keeps running";
    }
}
