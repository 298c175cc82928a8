package org.zapigateway.bench.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Renders the measured values: {@code Report RAW MARKDOWN JSON}. Prints the Markdown too and ends with status 1 when a
 * round was invalid, so that a build cannot take a failed comparison for a result.
 */
public final class Report {

    private static final String NOTHING = "–";

    public static void main(String[] args) throws IOException {
        Results results = Results.read(Path.of(args[0]));
        String markdown = markdown(results);
        Files.writeString(Path.of(args[1]), markdown);
        Files.writeString(Path.of(args[2]), json(results));
        System.out.print(markdown);
        System.exit(results.valid() ? 0 : 1);
    }

    private static String markdown(Results results) {
        StringBuilder text = new StringBuilder("# zapi-gateway side by side\n");
        results.sections().forEach(section -> text.append(table(section)));
        text.append(
                "\nMedian of the rounds (smallest to largest). Ratios are medians of the ratios of each round.\n\n");
        results.machine().forEach((what, value) -> text.append("- " + what + ": " + value + "\n"));
        return text.toString();
    }

    private static String table(Results.Section section) {
        List<String> rows = section.rows().keySet().stream()
                .filter(name -> !section.isOnOlderJdk(name))
                .toList();
        List<String> heads = new ArrayList<>(section.metrics());
        heads.add("× " + section.baselineRow());
        rows.stream()
                .map(section::onOlderJdk)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(older -> {
                    String jdk = older.replaceFirst(".*-jdk", "JDK ");
                    heads.addAll(List.of(jdk + ": " + section.baselineMetric(), jdk + " × newest"));
                });
        StringBuilder text = new StringBuilder("\n## " + section.title() + "\n\n" + section.conditions() + "\n\n| | ");
        text.append(String.join(" | ", heads)).append(" |\n|---|");
        text.append("---:|".repeat(heads.size())).append("\n");
        for (String name : rows) {
            List<String> cells = cells(section, name);
            cells.addAll(Collections.nCopies(heads.size() - cells.size(), NOTHING));
            String mark = section.row(name).invalid().isEmpty() ? "" : " **INVALID**";
            text.append("| " + name + mark + " | " + String.join(" | ", cells) + " |\n");
        }
        section.rows().forEach((name, row) -> row.invalid()
                .forEach(i -> text.append("\nINVALID: " + name + ", round " + i.round() + ": " + i.reason() + "\n")));
        return text.toString();
    }

    /** What was measured, the ratio to the baseline, and what the same server does on an older JDK, if it was tried there. */
    private static List<String> cells(Results.Section section, String name) {
        List<String> cells = new ArrayList<>();
        section.metrics().forEach(metric -> cells.add(cell(measured(section, name, metric), 1)));
        cells.add(cell(section.ratio(name), 2));
        String older = section.onOlderJdk(name);
        if (older != null) {
            cells.add(cell(measured(section, older, section.baselineMetric()), 1));
            cells.add(cell(section.ratio(older, name), 2));
        }
        return cells;
    }

    private static Spread measured(Results.Section section, String name, String metric) {
        return Spread.of(
                section.row(name).valid().getOrDefault(metric, Map.of()).values());
    }

    private static String cell(Spread spread, int decimals) {
        if (spread.rounds() == 0) {
            return NOTHING;
        }
        String range = number(spread.min(), decimals) + " to " + number(spread.max(), decimals);
        return number(spread.median(), decimals) + (spread.rounds() == 1 ? "" : " (" + range + ")");
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, value >= 100 || value == 0 ? "%,.0f" : "%." + decimals + "f", value);
    }

    private static String json(Results results) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("valid", results.valid());
        document.put("machine", results.machine());
        document.put("sections", results.sections().stream().map(Report::json).toList());
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document) + "\n";
    }

    private static Map<String, Object> json(Results.Section section) {
        List<Map<String, Object>> rows = section.rows().keySet().stream()
                .map(name -> json(section, name))
                .toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("section", section.name());
        json.put("conditions", section.conditions());
        json.put("baseline", section.baselineRow());
        json.put("rows", rows);
        return json;
    }

    private static Map<String, Object> json(Results.Section section, String name) {
        Results.Row row = section.row(name);
        Map<String, Object> figures = new LinkedHashMap<>();
        row.valid().forEach((metric, rounds) -> putIfMeasured(figures, metric, Spread.of(rounds.values())));
        putIfMeasured(figures, "ratio", section.ratio(name));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("row", name);
        json.put("figures", figures);
        json.put("rounds", row.metrics());
        json.put("invalid", row.invalid());
        return json;
    }

    /** Without a valid round there is no figure, and JSON knows no NaN. */
    private static void putIfMeasured(Map<String, Object> figures, String name, Spread spread) {
        if (spread.rounds() > 0) {
            figures.put(name, spread);
        }
    }
}
