package org.zapigateway.bench.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the rounds measured, as {@code bench/lib/rounds.sh} writes it: one tab-separated line per value. Sections, rows and
 * metrics keep the order in which they first appear, so a new one needs no change here.
 *
 * @param machine what was measured on, for the reader
 */
record Results(Map<String, String> machine, List<Section> sections) {

    private static final String OLDER_JDK = "-jdk\\d+";

    /**
     * @param baselineRow the row to which the others are compared, round by round, in {@code baselineMetric}
     * @param conditions JDK, JVM options, connections, and rounds of this section
     */
    record Section(
            String name,
            String title,
            String baselineRow,
            String baselineMetric,
            String conditions,
            Map<String, Row> rows) {

        Row row(String rowName) {
            return rows.computeIfAbsent(rowName, n -> new Row(new LinkedHashMap<>(), new ArrayList<>()));
        }

        Set<String> metrics() {
            return rows.values().stream()
                    .flatMap(row -> row.valid().keySet().stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /** The row of the same server on an older JDK, {@code NAME-jdkN}, or {@code null}. */
        String onOlderJdk(String rowName) {
            return rows.keySet().stream()
                    .filter(name -> name.matches(Pattern.quote(rowName) + OLDER_JDK))
                    .findFirst()
                    .orElse(null);
        }

        /** Whether a row is that of another one's server on an older JDK. */
        boolean isOnOlderJdk(String rowName) {
            return rows.keySet().stream().anyMatch(name -> rowName.equals(onOlderJdk(name)));
        }

        Spread ratio(String rowName) {
            return ratio(rowName, baselineRow);
        }

        /** The pairs of one round were measured within a minute of each other: what disturbs one disturbs both. */
        Spread ratio(String rowName, String baseName) {
            Map<String, Double> base = row(baseName).valid().getOrDefault(baselineMetric, Map.of());
            Map<String, Double> own = row(rowName).valid().getOrDefault(baselineMetric, Map.of());
            return Spread.of(own.keySet().stream()
                    .filter(base::containsKey)
                    .map(round -> own.get(round) / base.get(round))
                    .toList());
        }
    }

    /** @param metrics the values by metric and round; @param invalid why rounds do not count, by {@code round: reason} */
    record Row(Map<String, Map<String, Double>> metrics, List<Invalid> invalid) {

        /** An invalid round is reported and counts for nothing. */
        Map<String, Map<String, Double>> valid() {
            Map<String, Map<String, Double>> valid = new LinkedHashMap<>();
            metrics.forEach((metric, rounds) -> {
                Map<String, Double> kept = new TreeMap<>(rounds);
                invalid.forEach(i -> kept.remove(i.round()));
                valid.put(metric, kept);
            });
            return valid;
        }
    }

    record Invalid(String round, String reason) {}

    static Results read(Path raw) throws IOException {
        Results results = new Results(new LinkedHashMap<>(), new ArrayList<>());
        for (String line : Files.readAllLines(raw)) {
            results.add(line.split("\t"));
        }
        return results;
    }

    boolean valid() {
        return sections.stream()
                .flatMap(section -> section.rows().values().stream())
                .allMatch(row -> row.invalid().isEmpty());
    }

    private void add(String[] field) {
        switch (field[0]) {
            case "machine" -> machine.put(field[1], field[2]);
            case "section" -> {
                String[] baseline = field[3].split("/", 2);
                sections.add(
                        new Section(field[1], field[2], baseline[0], baseline[1], field[4], new LinkedHashMap<>()));
            }
            case "value" ->
                row(field)
                        .metrics()
                        .computeIfAbsent(field[4], metric -> new TreeMap<>())
                        .put(field[3], Double.valueOf(field[5]));
            case "invalid" -> row(field).invalid().add(new Invalid(field[3], field[4]));
            default -> throw new IllegalArgumentException("unknown line: " + String.join(" ", field));
        }
    }

    private Row row(String[] field) {
        return sections.stream()
                .filter(section -> section.name().equals(field[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("value before its section: " + field[1]))
                .row(field[2]);
    }
}
