package org.zapigateway.routes;

import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * Checks route files as the loader does at a first load, by the same round, but starts nothing and keeps nothing: what it
 * refuses, the loader would refuse too.
 */
public final class RouteCheck {
    private final CamelContext context;
    private final RoutesSettings settings;
    private final SwitchedOffSchemes switchedOff;
    private final Set<String> gatewayRoutes;
    private final RoutesDirectory directory;

    /**
     * A check of the settings' directory.
     *
     * @param context a started context with the components and beans that the gateway has; it gets one more source of
     *     placeholders
     * @param gatewayRoutes the ids of the gateway's own routes, which no file may claim
     */
    public RouteCheck(
            CamelContext context, RoutesSettings settings, SwitchedOffSchemes switchedOff, Set<String> gatewayRoutes) {
        this.context = context;
        this.settings = settings;
        this.switchedOff = switchedOff;
        this.gatewayRoutes = Set.copyOf(gatewayRoutes);
        directory = new RoutesDirectory(settings.directory());
    }

    /** How the files on disk would stand; {@link RouteFileState#LOADED} means good. */
    public RouteFiles run() {
        return rounds(new Proposed(), directory.look());
    }

    /** Warnings of files that look like route files, and are not loaded because of their names. */
    public List<Finding> misnamed() {
        return directory.misnamed().stream()
                .map(path -> new Finding(
                        Finding.Severity.WARNING,
                        directory.display(path),
                        0,
                        null,
                        "is not loaded, because its name does not end in " + RoutesDirectory.SUFFIX,
                        "rename it, or move it out of the folder"))
                .toList();
    }

    /**
     * How the files would stand if one more came to those that are loaded.
     *
     * @param path of the additional file below the directory
     */
    public RouteFiles runWith(String path, String yaml) {
        Look look = directory.look();
        RouteFile more = RouteFile.of(path, yaml, look.placeholders());
        return rounds(new Proposed(), look, with(look, look.files(), Map.of(path, more)));
    }

    /**
     * Prepares a trial of files, in the place of those on disk that have their paths or routes of the same ids. Of the
     * other files it uses what their {@code direct:} routes do.
     *
     * @param texts YAML by path below the directory
     * @throws RouteFilesRefusedException when the gateway would refuse one of them; the message says why
     */
    public RouteTrial trial(Map<String, String> texts) throws RouteFilesRefusedException {
        Look found = directory.look();
        // A directory that cannot be read is no reason not to try a file.
        Look look = new Look(null, found.files(), found.unreadable(), found.placeholders());
        Map<String, RouteFile> tried = new TreeMap<>();
        texts.forEach((path, text) -> tried.put(path, RouteFile.of(path, text, look.placeholders())));
        DslRules dsl = new DslRules(DslSchema.load(context.getClassResolver()));
        Set<String> ids = new TreeSet<>();
        tried.values().forEach(file -> ids.addAll(ids(file, dsl)));
        Map<String, RouteFile> others = new TreeMap<>(look.files());
        others.values().removeIf(file -> tried.containsKey(file.path()) || !Collections.disjoint(ids, ids(file, dsl)));
        Proposed proposed = new Proposed();
        RouteFiles files = rounds(proposed, with(look, others, Map.of()), with(look, others, tried));
        RouteFilesRefusedException.throwIfNotLoaded(files, tried.keySet());
        return RouteTrial.open(
                context, AllowedParts.of(settings).components(), proposed.loaded, tried.keySet(), directory::display);
    }

    private static Look with(Look look, Map<String, RouteFile> files, Map<String, RouteFile> more) {
        Map<String, RouteFile> all = new TreeMap<>(files);
        all.putAll(more);
        return new Look(look.trouble(), all, look.unreadable(), look.placeholders());
    }

    /** The ids of the routes in a file; none when it cannot be read, which the check says. */
    private List<String> ids(RouteFile file, DslRules dsl) {
        try {
            return OutlineReader.read(file, context, dsl, new Findings(file.path()))
                    .routeIds();
        } catch (RouteFileException e) {
            return List.of();
        }
    }

    private RouteFiles rounds(Proposed proposed, Look... looks) {
        Placeholders placeholders = new Placeholders();
        context.getPropertiesComponent().addPropertiesSource(placeholders);
        RouteRegister register = new RouteRegister(Clock.systemUTC());
        AllowedParts allowed = AllowedParts.of(settings);
        RouteRounds rounds = new RouteRounds(
                (outline, thrown) -> {
                    throw new IllegalStateException("nothing is started here", thrown);
                },
                proposed,
                placeholders,
                LastGood.NONE,
                register,
                () -> new Inspector(context, allowed, switchedOff, placeholders, directory::display),
                directory::display);
        Arrays.stream(looks).forEach(rounds::run);
        return register;
    }

    /** What would run; nothing does. */
    private final class Proposed implements RunningRoutes {
        private final Map<String, Outline> loaded = new TreeMap<>();

        @Override
        public void swap(List<Change> changes, Collection<Outline> running) {
            for (Change change : changes) {
                if (change.after() == null) {
                    loaded.remove(change.path());
                } else {
                    loaded.put(change.path(), change.after());
                }
            }
        }

        @Override
        public boolean isEnding() {
            return false;
        }

        @Override
        public Set<String> ids() {
            return loaded.values().stream()
                    .flatMap(outline -> outline.routeIds().stream())
                    .collect(Collectors.toSet());
        }

        @Override
        public Set<String> foreignIds(Collection<Outline> running) {
            return gatewayRoutes;
        }

        @Override
        public Set<String> foreignDirects(Collection<Outline> running) {
            return Set.of();
        }
    }
}
