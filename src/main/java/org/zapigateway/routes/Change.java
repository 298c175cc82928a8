package org.zapigateway.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is to happen to one file.
 *
 * @param before what runs; {@code null} for a file of which nothing runs
 * @param after what shall run; {@code null} for a file that goes
 */
record Change(String path, Outline before, Outline after) {

    /** Routes to be stopped: those that are not, or not the same, in the new version. */
    List<String> outgoing() {
        return difference(before, after);
    }

    /** Routes to be started: those that were not, or not the same, in the old version. */
    List<String> incoming() {
        return difference(after, before);
    }

    private static List<String> difference(Outline of, Outline against) {
        if (of == null) {
            return List.of();
        }
        Map<String, String> other = against == null ? Map.of() : against.fingerprints();
        Map<String, String> own = of.fingerprints();
        return of.routeIds().stream()
                .filter(id -> !own.get(id).equals(other.get(id)))
                .toList();
    }

    /**
     * The next changes to make together: normally one file; more when a route, or the subscription or {@code direct:} that
     * a route consumes, moves from file to file, because then they can only be made, or taken back, as one. Who consumes
     * {@code direct:} comes before who sends to it, and what only goes comes last.
     *
     * @return empty when nothing is to be changed
     */
    static List<Change> next(Map<String, Outline> running, Map<String, Outline> proposed) {
        List<Change> changes = all(running, proposed);
        Change first = changes.stream()
                .filter(change -> change.after() != null)
                .filter(change -> !waits(change, changes))
                .findFirst()
                .orElse(changes.isEmpty() ? null : changes.get(0));
        return first == null ? List.of() : together(first, changes);
    }

    private static List<Change> all(Map<String, Outline> running, Map<String, Outline> proposed) {
        Set<String> paths = new TreeSet<>(running.keySet());
        paths.addAll(proposed.keySet());
        List<Change> coming = new ArrayList<>();
        List<Change> going = new ArrayList<>();
        for (String path : paths) {
            Change change = new Change(path, running.get(path), proposed.get(path));
            if (change.before() != change.after()) {
                (change.after() == null ? going : coming).add(change);
            }
        }
        coming.addAll(going);
        return coming;
    }

    private static boolean waits(Change change, Collection<Change> changes) {
        Set<String> sent = sent(change.after());
        return changes.stream()
                .filter(other -> other != change && other.after() != null)
                .anyMatch(other ->
                        SetRules.consumed(List.of(other.after())).stream().anyMatch(sent::contains));
    }

    private static Set<String> sent(Outline outline) {
        Set<String> names = new HashSet<>();
        outline.entries().forEach(entry -> entry.uses().stream()
                .filter(use -> use.isDirect() && !use.from())
                .forEach(use -> names.add(use.path())));
        return names;
    }

    private static List<Change> together(Change first, List<Change> changes) {
        Map<String, Change> group = new TreeMap<>(Map.of(first.path(), first));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Change change : changes) {
                boolean shares = group.values().stream().anyMatch(member -> member.sharesClaims(change));
                if (shares && group.putIfAbsent(change.path(), change) == null) {
                    grown = true;
                }
            }
        }
        return List.copyOf(group.values());
    }

    private boolean sharesClaims(Change other) {
        return !Collections.disjoint(claims(), other.claims());
    }

    /** What belongs to one route at a time: its id, and what it consumes. */
    private Set<String> claims() {
        Set<String> claims = new HashSet<>();
        Stream.of(before, after).filter(Objects::nonNull).forEach(outline -> {
            claims.addAll(outline.routeIds());
            claims.addAll(SetRules.inputs(outline));
        });
        return claims;
    }
}
