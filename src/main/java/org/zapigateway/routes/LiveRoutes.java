package org.zapigateway.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zapigateway.routes.Outline.Entry;

/** The running routes of the users' files in the gateway's Camel context. The gateway's own routes are never touched. */
final class LiveRoutes implements RunningRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

    /** As long as a swap takes at most to stop a route, and some seconds for the rest of it. */
    private static final long END_SECONDS = RouteRemoval.STOP_SECONDS + 5;

    private final ModelCamelContext context;
    private final Placeholders placeholders;
    private final ReentrantLock swapping = new ReentrantLock();
    private volatile boolean ending;

    LiveRoutes(ModelCamelContext context, Placeholders placeholders) {
        this.context = context;
        this.placeholders = placeholders;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Outgoing routes stop after their current batch. Routes that feed a {@code direct:} endpoint of an outgoing route
     * are paused meanwhile: their events would else keep the route from coming to rest, and wait for a consumer (TRAPS
     * C4).
     */
    @Override
    public void swap(List<Change> changes, Collection<Outline> running) throws SwapException {
        swapping.lock();
        try {
            swap(changes, read(changes), running);
        } finally {
            swapping.unlock();
        }
    }

    private void swap(List<Change> changes, Map<Change, List<RouteDefinition>> models, Collection<Outline> running)
            throws SwapException {
        List<String> outgoing =
                changes.stream().flatMap(change -> change.outgoing().stream()).toList();
        List<String> paused = new ArrayList<>();
        Change current = changes.get(0);
        try {
            for (String id : feeders(outgoing, running)) {
                if (isStarted(id)) {
                    paused.add(id);
                    stop(id);
                }
            }
            List<String> replaced = sourcesFirst(outgoing, running);
            for (String id : replaced) {
                stop(id);
            }
            RouteRemoval.removeAll(context, replaced);
            for (Map.Entry<Change, List<RouteDefinition>> model : models.entrySet()) {
                current = model.getKey();
                requireNotEnding();
                add(model.getValue(), current.after().file());
            }
        } catch (Exception | Error e) {
            // Even an Error: what ran was stopped, and has to run again.
            if (!ending) {
                undo(changes, e);
            }
            throw new SwapException(current.path(), e);
        } finally {
            if (!ending) {
                paused.forEach(this::resume);
            }
        }
    }

    /**
     * Makes no more changes. One that is being made is given up, as soon as the batch has ended that it waits for; until then
     * this waits, by some 25 seconds at most. Camel is stopped after that: two threads that change its routes at once are a
     * ConcurrentModificationException to it, and leave it half stopped.
     */
    void end() {
        ending = true;
        try {
            if (swapping.tryLock(END_SECONDS, TimeUnit.SECONDS)) {
                swapping.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isEnding() {
        return ending;
    }

    @Override
    public Set<String> ids() {
        return List.copyOf(context.getRouteDefinitions()).stream()
                .map(RouteDefinition::getRouteId)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<String> foreignIds(Collection<Outline> running) {
        Set<String> ids = new HashSet<>();
        foreign(running).forEach(route -> ids.add(route.getRouteId()));
        return ids;
    }

    @Override
    public Set<String> foreignDirects(Collection<Outline> running) {
        Set<String> names = new TreeSet<>();
        for (RouteDefinition route : foreign(running)) {
            String uri = route.getInput() == null ? null : route.getInput().getEndpointUri();
            if (uri != null && uri.startsWith("direct:")) {
                names.add(EndpointUse.of(uri).path());
            }
        }
        return names;
    }

    private List<RouteDefinition> foreign(Collection<Outline> running) {
        Set<String> own = new HashSet<>();
        running.forEach(outline -> own.addAll(outline.routeIds()));
        return List.copyOf(context.getRouteDefinitions()).stream()
                .filter(route -> !own.contains(route.getRouteId()))
                .toList();
    }

    /** Reads all new versions before anything is stopped. */
    private Map<Change, List<RouteDefinition>> read(List<Change> changes) throws SwapException {
        Map<Change, List<RouteDefinition>> models = new LinkedHashMap<>();
        for (Change change : changes) {
            if (!change.incoming().isEmpty()) {
                try {
                    models.put(change, read(change.after(), change.incoming()));
                } catch (Exception | LinkageError e) {
                    throw new SwapException(change.path(), e);
                }
            }
        }
        return models;
    }

    private List<RouteDefinition> read(Outline outline, List<String> ids) throws Exception {
        return placeholders.with(outline.file().placeholders(), () -> RouteModel.read(context, outline).stream()
                .filter(route -> ids.contains(route.getRouteId()))
                // Consumers of direct: are there before the routes that send to them.
                .sorted(Comparator.comparing((RouteDefinition route) ->
                        !route.getInput().getEndpointUri().startsWith("direct:")))
                .toList());
    }

    private void add(List<RouteDefinition> routes, RouteFile file) throws Exception {
        placeholders.with(file.placeholders(), () -> {
            context.addRouteDefinitions(routes);
            return null;
        });
        for (RouteDefinition route : routes) {
            if (!"false".equals(route.getAutoStartup()) && !isStarted(route.getRouteId())) {
                throw new IllegalStateException("route '" + route.getRouteId() + "' did not start");
            }
        }
    }

    private void undo(List<Change> changes, Throwable cause) {
        try {
            // What was not stopped yet is stopped too, so that adding the old routes cannot clash.
            RouteRemoval.removeAll(
                    context,
                    changes.stream()
                            .flatMap(change -> Stream.concat(change.incoming().stream(), change.outgoing().stream()))
                            .distinct()
                            .toList());
        } catch (Exception | Error e) {
            cause.addSuppressed(e);
        }
        for (Change change : changes) {
            if (!change.outgoing().isEmpty()) {
                putBack(change.before(), change.outgoing(), cause);
            }
        }
    }

    private void putBack(Outline before, List<String> ids, Throwable cause) {
        try {
            for (RouteDefinition route : read(before, ids)) {
                try {
                    add(List.of(route), before.file());
                } catch (Exception | Error e) {
                    lose(route.getRouteId(), e);
                }
            }
        } catch (Exception | Error e) {
            cause.addSuppressed(e);
        }
    }

    private void stop(String routeId) throws Exception {
        requireNotEnding();
        RouteRemoval.stop(context, routeId);
        requireNotEnding();
    }

    private void requireNotEnding() {
        if (ending) {
            throw new IllegalStateException("the gateway stops");
        }
    }

    private boolean isStarted(String routeId) {
        ServiceStatus status = context.getRouteController().getRouteStatus(routeId);
        return status != null && status.isStarted();
    }

    private void resume(String routeId) {
        try {
            context.getRouteController().startRoute(routeId);
        } catch (Exception e) {
            lose(routeId, e);
        }
    }

    /** What is left of a route that failed would be in the way of each later version. */
    private void lose(String routeId, Throwable reason) {
        LOG.error("routes: the route '{}' was stopped for an edit and does not start again", routeId, reason);
        try {
            RouteRemoval.removeAll(context, List.of(routeId));
        } catch (Exception e) {
            LOG.error("routes: the route '{}' cannot be taken away", routeId, e);
        }
    }

    /** The routes outside the change whose events reach it by {@code direct:}, over however many steps. */
    private static List<String> feeders(List<String> outgoing, Collection<Outline> running) {
        Set<String> reached = new HashSet<>(outgoing);
        List<String> sources = new ArrayList<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            Set<String> names = new HashSet<>();
            routes(running).filter(route -> reached.contains(route.routeId())).forEach(route -> route.uses().stream()
                    .filter(use -> use.isDirect() && use.from())
                    .forEach(use -> names.add(use.path())));
            for (Entry route : routes(running).toList()) {
                boolean sends = route.uses().stream()
                        .anyMatch(use -> use.isDirect() && !use.from() && names.contains(use.path()));
                if (sends && reached.add(route.routeId())) {
                    grown = true;
                    if (isSource(route)) {
                        sources.add(route.routeId());
                    }
                }
            }
        }
        return sources;
    }

    private static List<String> sourcesFirst(List<String> ids, Collection<Outline> running) {
        Set<String> sources = new HashSet<>();
        routes(running).filter(LiveRoutes::isSource).forEach(route -> sources.add(route.routeId()));
        return ids.stream()
                .sorted(Comparator.comparing((String id) -> !sources.contains(id)))
                .toList();
    }

    private static boolean isSource(Entry route) {
        return route.uses().stream().noneMatch(use -> use.from() && use.isDirect());
    }

    private static Stream<Entry> routes(Collection<Outline> outlines) {
        return outlines.stream().flatMap(outline -> outline.routes().stream());
    }
}
