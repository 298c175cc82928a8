package org.zapigateway.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a route file holds, as far as it can be seen from its YAML alone.
 *
 * @param file the version that was read
 * @param entries the entries of the file in order
 * @param warnings what the rules found, but did not refuse
 */
record Outline(RouteFile file, List<Entry> entries, List<Finding> warnings) {

    /** The outline before any rule; a route without an id is called after its file. */
    static Outline of(RouteFile file, List<Entry> entries) {
        List<Entry> named = new ArrayList<>();
        int nameless = 0;
        for (Entry entry : entries) {
            boolean isNameless = entry.isRoute() && entry.routeId() == null;
            nameless += isNameless ? 1 : 0;
            named.add(isNameless ? entry.called(file.name() + (nameless > 1 ? "-" + nameless : "")) : entry);
        }
        return new Outline(file, List.copyOf(named), List.of());
    }

    Outline with(List<Finding> found) {
        return new Outline(file, entries, List.copyOf(found));
    }

    /**
     * One entry of the list that a route file is.
     *
     * @param kind its key in camel case, such as {@code route} or {@code onException}
     * @param line where it begins
     * @param routeId of a route, see {@link Outline#of}; {@code null} when it is no route
     * @param keys the keys directly below, with their lines
     * @param uses the endpoints that it names
     * @param words every key and value with its line, in order
     * @param canonical its content without comments
     */
    record Entry(
            String kind,
            int line,
            String routeId,
            Map<String, Integer> keys,
            List<EndpointUse> uses,
            List<Word> words,
            String canonical) {

        boolean isRoute() {
            return kind.equals("route");
        }

        private Entry called(String id) {
            return new Entry(kind, line, id, keys, uses, words, canonical);
        }

        /** The line of the first word that holds that text; empty when none does. */
        Optional<Integer> lineOf(String text) {
            return words.stream()
                    .filter(word -> word.text().contains(text))
                    .map(Word::line)
                    .findFirst();
        }
    }

    /**
     * One key or scalar value.
     *
     * @param text as written
     * @param resolved the text with its placeholders resolved, so what Camel works with
     * @param parent the key that it stands below, in camel case; empty at the top
     * @param inParameters whether it stands below {@code parameters:}, so belongs to a component and not to the DSL
     */
    record Word(
            String text, String resolved, int line, boolean key, String parent, boolean inParameters, boolean step) {
        /** Whether it is the text of an expression. */
        boolean expression() {
            return !key && !inParameters && (WordRules.LANGUAGES.contains(parent) || parent.equals("expression"));
        }
    }

    List<Entry> routes() {
        return entries.stream().filter(Entry::isRoute).toList();
    }

    /** The same without some of its routes. */
    Outline without(Collection<String> ids) {
        List<Entry> left = entries.stream()
                .filter(entry -> !entry.isRoute() || !ids.contains(entry.routeId()))
                .toList();
        return new Outline(file, left, warnings);
    }

    List<String> routeIds() {
        return routes().stream().map(Entry::routeId).toList();
    }

    /**
     * A fingerprint for each route: equal ones mean that a route need not be touched. It covers what is file-scoped
     * too, such as {@code onException}, because Camel builds that into each route of the file.
     */
    Map<String, String> fingerprints() {
        StringBuilder shared = new StringBuilder();
        entries.stream().filter(entry -> !entry.isRoute()).forEach(entry -> shared.append(entry.canonical()));
        Map<String, String> fingerprints = new TreeMap<>();
        for (Entry route : routes()) {
            String content = shared + route.canonical();
            Map<String, String> used = content.contains("{{") ? file.placeholders() : Map.of();
            fingerprints.put(route.routeId(), content + used);
        }
        return fingerprints;
    }
}
