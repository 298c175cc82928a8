package org.zapigateway.routes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers how each file stands, and says each change of it in one log line; nothing is logged per look. */
final class RouteRegister implements RouteFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RouteRegister.class);

    /** A round stops routes one after the other, and each may take {@link RouteRemoval#STOP_SECONDS}. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(2);

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault());

    private final Map<String, RouteFileStatus> files = new ConcurrentSkipListMap<>();
    private final Clock clock;
    private volatile String trouble;
    private volatile Instant heartbeat;
    private volatile boolean watched;

    /** A register without files. */
    RouteRegister(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<RouteFileStatus> files() {
        return List.copyOf(files.values());
    }

    @Override
    public Optional<String> directoryTrouble() {
        return hangs()
                ? Optional.of(
                        "nobody has looked at the routes directory since " + heartbeat
                                + ", so edits have no effect; what runs keeps running. Restart the gateway when it can be spared")
                : Optional.ofNullable(trouble);
    }

    private boolean hangs() {
        return watched && Duration.between(heartbeat, clock.instant()).compareTo(LONGEST_ROUND) > 0;
    }

    @Override
    public boolean healthy() {
        return directoryTrouble().isEmpty() && noneIs(RouteFileState.REFUSED);
    }

    @Override
    public boolean complete() {
        return healthy() && noneIs(RouteFileState.SKIPPED);
    }

    private boolean noneIs(RouteFileState state) {
        return files.values().stream().noneMatch(status -> status.state() == state);
    }

    @Override
    public Instant heartbeat() {
        return heartbeat;
    }

    void beat() {
        heartbeat = clock.instant();
    }

    /** From now on a missing heart beat is trouble. */
    void watched() {
        watched = true;
    }

    /** @param message what is wrong with the directory as a whole; {@code null} when nothing is */
    void directory(String message) {
        if (!Objects.equals(trouble, message)) {
            if (message == null) {
                LOG.info("routes: the directory can be read again");
            } else {
                LOG.warn("routes: {}", message);
            }
            trouble = message;
        }
    }

    void record(RouteFileStatus status) {
        RouteFileStatus before = files.put(status.file(), status);
        boolean same = before != null
                && Objects.equals(before.warnings(), status.warnings())
                && before.state() == status.state()
                && Objects.equals(before.hash(), status.hash())
                && Objects.equals(before.runningHash(), status.runningHash())
                && Objects.equals(before.errors(), status.errors())
                && Objects.equals(before.note(), status.note());
        if (!same) {
            say(status, before);
        }
    }

    private static void say(RouteFileStatus status, RouteFileStatus before) {
        if (status.state() == RouteFileState.REFUSED) {
            LOG.warn(news(status, before));
        } else {
            LOG.info(news(status, before));
        }
    }

    /** One line for the terminal. */
    static String news(RouteFileStatus status, RouteFileStatus before) {
        String name = status.file().replace(RoutesDirectory.SUFFIX, "");
        return name + ": "
                + switch (status.state()) {
                    case LOADED -> "loaded" + routes(name, status) + warnings(status);
                    case REMOVED -> "removed" + (before == null ? "" : ran(name, before));
                    case SKIPPED -> "not loaded, " + status.note() + runs(status);
                    case REFUSED -> "refused, " + joined(status.errors()) + runs(status);
                };
    }

    /** Their ids, unless they say nothing new. */
    private static String routes(String name, RouteFileStatus status) {
        return status.routeIds().equals(List.of(name)) ? "" : " (" + String.join(", ", status.routeIds()) + ")";
    }

    /** A file that was refused or skipped since the start goes without a route. */
    private static String ran(String name, RouteFileStatus before) {
        return before.routeIds().isEmpty() ? " (none of its routes ran)" : routes(name, before);
    }

    private static String warnings(RouteFileStatus status) {
        return status.warnings().isEmpty() ? "" : ", " + joined(status.warnings());
    }

    private static String joined(List<Finding> findings) {
        return findings.stream().map(Finding::toString).collect(Collectors.joining(" | "));
    }

    private static String runs(RouteFileStatus status) {
        if (status.loadedAt() == null) {
            return ", none of its routes runs";
        }
        boolean fromCopy = status.state() == RouteFileState.REFUSED && status.note() != null;
        return fromCopy
                ? ", " + status.note()
                : ", the version of " + CLOCK.format(status.loadedAt()) + " keeps running";
    }
}
