package org.zapigateway.routes;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.zapigateway.routes.Outline.Entry;

/**
 * The rules for all route files together: an id or a subscription belongs to one route, and what is sent to {@code
 * direct:} has a consumer. (Camel starts a route that sends to a {@code direct:} nobody consumes, and then blocks 30
 * seconds per message.)
 */
final class SetRules {
    private final UnaryOperator<String> display;

    SetRules(UnaryOperator<String> display) {
        this.display = display;
    }

    /**
     * Finds the changes that may not be made.
     *
     * @param proposed the resulting files by path
     * @param running what runs now by path; a file that is equal in both has no fault of its own
     * @param kept the copies of files that ran before, by path; at a start, when nothing runs yet, they keep their claims
     * @param javaIds the ids of the gateway's own routes
     * @param javaDirects the {@code direct:} names that the gateway's own routes consume
     * @return the first error of each changed (or deleted) file that must be refused, by path; empty when all is well
     */
    Map<String, Finding> check(
            Map<String, Outline> proposed,
            Map<String, Outline> running,
            LastGood kept,
            Set<String> javaIds,
            Set<String> javaDirects) {
        Map<String, Finding> errors = new LinkedHashMap<>();
        claims(proposed, running, kept, javaIds, javaDirects, errors);
        if (errors.isEmpty()) {
            // Only of a set without double claims can one say who consumes what.
            directs(proposed, running, javaDirects, errors);
        }
        return errors;
    }

    private void claims(
            Map<String, Outline> proposed,
            Map<String, Outline> running,
            LastGood kept,
            Set<String> javaIds,
            Set<String> javaDirects,
            Map<String, Finding> errors) {
        Map<String, String> ids = new HashMap<>();
        Map<String, String> inputs = new HashMap<>();
        javaDirects.forEach(name -> inputs.put("direct:" + name, "the gateway itself"));
        for (String path : eldestFirst(proposed, running, kept)) {
            for (Entry route : proposed.get(path).routes()) {
                int line = route.keys().getOrDefault("id", route.line());
                String id = route.routeId();
                String owner = ids.putIfAbsent(id, path);
                Optional<Input> input = input(route);
                String holder = input.map(claimed -> inputs.putIfAbsent(claimed.name(), display.apply(path)))
                        .orElse(null);
                if (javaIds.contains(id)) {
                    refuse(
                            errors,
                            path,
                            line,
                            id,
                            "has the id of one of the gateway's own routes",
                            "give it another id");
                } else if (owner != null) {
                    String what = "has an id that a route in " + display.apply(owner) + " has already";
                    refuse(errors, path, line, id, what, "give one of them another id");
                } else if (holder != null) {
                    String what = "consumes " + input.get().name() + ", which a route in " + holder + " does already";
                    refuse(errors, path, input.get().line(), id, what, "give it another name; one route owns it");
                }
            }
        }
    }

    /** What only one route can consume from: its subscription, or the name of a {@code direct:}. */
    private record Input(String name, int line) {}

    private static Optional<Input> input(Entry route) {
        for (EndpointUse use : route.uses()) {
            if (use.isSubscription()) {
                String name = use.values().getOrDefault("subscription", route.routeId());
                return Optional.of(new Input(
                        "the subscription " + name, use.parameters().getOrDefault("subscription", use.line())));
            } else if (use.from() && use.isDirect()) {
                return Optional.of(new Input("direct:" + use.path(), use.line()));
            }
        }
        return Optional.empty();
    }

    /** What the routes of a file consume and no other route can consume beside them. */
    static Set<String> inputs(Outline outline) {
        Set<String> names = new TreeSet<>();
        outline.routes().forEach(route -> input(route).map(Input::name).ifPresent(names::add));
        return names;
    }

    /**
     * Who runs already keeps its claim, then who ran when the gateway was stopped, as it is or at least by another version;
     * among the new ones the first by name wins.
     */
    private static List<String> eldestFirst(
            Map<String, Outline> proposed, Map<String, Outline> running, LastGood kept) {
        Map<String, Integer> ages = new HashMap<>();
        proposed.forEach((path, outline) -> ages.put(path, age(path, outline, running, kept)));
        return proposed.keySet().stream()
                .sorted(Comparator.<String, Integer>comparing(ages::get)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int age(String path, Outline outline, Map<String, Outline> running, LastGood kept) {
        if (outline == running.get(path)) {
            return 3;
        }
        return kept.find(path)
                .map(copy -> outline.file().sameVersion(copy) ? 2 : 1)
                .orElse(0);
    }

    private void directs(
            Map<String, Outline> proposed,
            Map<String, Outline> running,
            Set<String> javaDirects,
            Map<String, Finding> errors) {
        Set<String> consumed = consumed(proposed.values());
        consumed.addAll(javaDirects);
        new TreeMap<>(proposed).forEach((path, outline) -> {
            for (Entry entry : outline.entries()) {
                for (EndpointUse use : entry.uses()) {
                    if (use.isDirect() && !use.from() && !use.isDynamic() && !consumed.contains(use.path())) {
                        blame(path, entry, use, proposed, running, consumed, errors);
                    }
                }
            }
        });
    }

    /** Whoever took a consumer away that runs is to blame; else the sender, which never had one. */
    private void blame(
            String path,
            Entry entry,
            EndpointUse use,
            Map<String, Outline> proposed,
            Map<String, Outline> running,
            Set<String> consumed,
            Map<String, Finding> errors) {
        List<String> takers = running.keySet().stream()
                .filter(other -> proposed.get(other) != running.get(other)
                        && consumed(List.of(running.get(other))).contains(use.path()))
                .toList();
        for (String taker : takers) {
            String what = "no longer consumes direct:" + use.path() + ", to which "
                    + (entry.routeId() == null ? "" : "route '" + entry.routeId() + "' in ")
                    + display.apply(path) + " sends";
            refuse(errors, taker, 0, null, what, "put it back, or change the sender first");
        }
        if (takers.isEmpty()) {
            String what = "sends to direct:" + use.path() + ", which no route consumes";
            String remedy = DidYouMean.orElse(
                    use.path(), consumed, "direct:", "add a route with 'from: direct:" + use.path() + "'");
            refuse(errors, path, use.line(), entry.routeId(), what, remedy);
        }
    }

    private void refuse(Map<String, Finding> errors, String path, int line, String id, String what, String remedy) {
        errors.putIfAbsent(path, Finding.error(display.apply(path), line, id, what, remedy));
    }

    /** The names of the {@code direct:} endpoints that these files consume. */
    static Set<String> consumed(Collection<Outline> outlines) {
        Set<String> names = new TreeSet<>();
        for (Outline outline : outlines) {
            for (Entry entry : outline.entries()) {
                entry.uses().stream()
                        .filter(use -> use.isDirect() && use.from())
                        .forEach(use -> names.add(use.path()));
            }
        }
        return names;
    }
}
