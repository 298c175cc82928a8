package org.zapigateway.routes;

import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
        return rounds(directory.look());
    }

    /**
     * How the files would stand if one more came to those that are loaded.
     *
     * @param path of the additional file below the directory
     */
    public RouteFiles runWith(String path, String yaml) {
        Look look = directory.look();
        Map<String, RouteFile> files = new TreeMap<>(look.files());
        files.put(path, RouteFile.of(path, yaml, look.placeholders()));
        return rounds(look, new Look(look.trouble(), files, look.unreadable(), look.placeholders()));
    }

    private RouteFiles rounds(Look... looks) {
        Placeholders placeholders = new Placeholders();
        context.getPropertiesComponent().addPropertiesSource(placeholders);
        RouteRegister register = new RouteRegister(routeId -> null, Clock.systemUTC());
        AllowedParts allowed = AllowedParts.of(settings);
        RouteRounds rounds = new RouteRounds(
                (outline, thrown) -> {
                    throw new IllegalStateException("nothing is started here", thrown);
                },
                new NothingRuns(),
                placeholders,
                LastGood.NONE,
                register,
                () -> new Inspector(context, allowed, switchedOff, placeholders, directory::display),
                directory::display);
        Arrays.stream(looks).forEach(rounds::run);
        return register;
    }

    private final class NothingRuns implements RunningRoutes {
        @Override
        public void swap(List<Change> changes, Collection<Outline> running) {}

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
