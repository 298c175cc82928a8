package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;

/** The files for Prometheus and Grafana ask for metrics and labels that a gateway has. */
class MonitoringFilesIT {
    private static final Path ALERTS = Path.of("docs/monitoring/alerts.yml");
    private static final Path DASHBOARD = Path.of("docs/monitoring/dashboard.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:zapi|disk|jvm|process)_[a-z_]+");

    /** What the gateway tells of what it notices; the dashboard shows all of it. */
    private static final Pattern NOTICED =
            Pattern.compile("\\bzapi_(?:instance|fields|events_unrecognised|logins)_[a-z_]+(?=\\{)");

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=~?\"|\\bby \\(([a-z_, ]+)\\)|labels\\.([a-z_]+)");
    /** The reasons in a line of the table of refusals whose answer is 503. */
    private static final Pattern ANSWERED_503 = Pattern.compile("(?m)^\\| (`.+`) \\| 503 \\|");

    private static final Pattern HEADING = Pattern.compile("(?m)^## (\\w+)$");

    /** Prometheus adds them itself. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    @TempDir
    Path folder;

    @Test
    void everyMetricAndLabelExists() throws Exception {
        List<String> expressions = new ArrayList<>();
        expressions.addAll(texts(new YAMLMapper().readTree(ALERTS.toFile()), "expr", "summary"));
        expressions.addAll(texts(new JsonMapper().readTree(DASHBOARD.toFile()), "expr", "legendFormat"));
        try (RunningGateway gateway = RunningGateway.in(folder).start()) {
            gateway.post("/webhooks/zapi", Payloads.text("I", "1").replace("\"text\":{", "\"text\":{\"newThing\":1,"));
            // Figures come one after the other, in the seconds behind the start.
            await().untilAsserted(() -> {
                String scrape = scrape(gateway);
                assertThat(all(METRIC, expressions)).hasSizeGreaterThan(20).allSatisfy(name -> assertThat(scrape)
                        .containsPattern("(?m)^" + name + "[{ ]"));
            });
            String scrape = scrape(gateway);
            assertThat(all(LABEL, expressions)).hasSizeGreaterThan(5).allSatisfy(label -> {
                if (!OF_PROMETHEUS.contains(label)) {
                    assertThat(scrape).contains(label + "=\"");
                }
            });
            assertThat(all(NOTICED, List.of(scrape)))
                    .hasSizeGreaterThan(5)
                    .isSubsetOf(all(METRIC, texts(new JsonMapper().readTree(DASHBOARD.toFile()), "expr")));
        }
    }

    @Test
    void everyAlertHasItsParagraph() throws Exception {
        Set<String> alerts = new TreeSet<>(texts(new YAMLMapper().readTree(ALERTS.toFile()), "alert"));
        String page = Files.readString(Path.of("docs/alerts.md"));

        assertThat(HEADING.matcher(page).results().map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(page.split("(?m)^## ")).hasSize(alerts.size() + 1);
        for (String paragraph : page.substring(page.indexOf("\n## ")).split("(?m)^## ")) {
            if (!paragraph.isBlank()) {
                assertThat(paragraph).contains("**Means:**", "**Do:**").containsPattern("\\*\\*Do\\s+not\\*\\*");
            }
        }
    }

    /** An increase is seen for as long as its window: a rule that waits as long never tells of what was over at once. */
    @Test
    void whateverIsLostInABurstIsToldOf() throws Exception {
        List<String> atOnce = new ArrayList<>();
        for (JsonNode rule : new YAMLMapper().readTree(ALERTS.toFile()).findPath("rules")) {
            if (!rule.has("for")) {
                atOnce.addAll(texts(rule, "expr"));
            }
        }
        String page = Files.readString(Path.of("docs/operations.md"));

        assertThat(all(ANSWERED_503, List.of(page))).hasSize(6).allSatisfy(reason -> assertThat(atOnce)
                .anyMatch(expression -> expression.contains("zapi_requests_refused_total{reason=")
                        && expression.matches(".*\\b" + reason.replace("`", "") + "\\b.*")));
    }

    private static List<String> texts(JsonNode node, String... names) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            node.findValues(name).forEach(value -> texts.add(value.asText()));
        }
        return texts;
    }

    private static Set<String> all(Pattern pattern, List<String> texts) {
        Set<String> found = new TreeSet<>();
        for (String text : texts) {
            pattern.matcher(text).results().forEach(match -> {
                String group = match.groupCount() == 0 ? match.group() : null;
                for (int i = 1; group == null && i <= match.groupCount(); i++) {
                    group = match.group(i);
                }
                found.addAll(Set.of(group.split(",\\s*")));
            });
        }
        return found;
    }

    private static String scrape(RunningGateway gateway) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/prometheus");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
