package org.zapigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what happens to events, as it happens. */
@Command(
        name = "tail",
        description =
                "Shows what happens to events, as it happens: accepted, or unrouted when no route wants them; then "
                        + "for each route delivered, waiting (it is tried again), or dead. Never what people wrote: a chat is shown "
                        + "by a pseudonym that is the same for the same chat until the gateway is started again.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Ctrl-C ends it. Who reads too slowly is told how many lines were left out; the gateway never waits.",
            "",
            "Exit code: 0 as many as asked for were shown; 1 no gateway answers, or it ended; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi tail",
            "  zapi tail --type message.* --instance sales",
            "  zapi tail --subscription crm --json | jq 'select(.outcome == \"dead\")'"
        })
final class Tail implements Runnable {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--type",
            paramLabel = "TYPES",
            description = "Only these event types, separated by commas; message.* stands for all that begin so.")
    private String type;

    @Option(names = "--instance", paramLabel = "NAMES", description = "Only these instances, by name or id.")
    private String instance;

    @Option(
            names = "--subscription",
            paramLabel = "NAMES",
            description = "Only what becomes of events in these subscriptions.")
    private String subscription;

    @Option(names = "--count", paramLabel = "N", description = "End after so many lines. Default: never.")
    private Integer count;

    @Option(names = "--json", description = "Each as JSON on a line of its own.")
    private boolean json;

    @Mixin
    private OperationsPort operations;

    @Override
    public void run() {
        if (count != null && count < 1) {
            throw new ParameterException(spec.commandLine(), "--count is " + count + "; it must be at least 1");
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(operations.lines("tail", filter()), StandardCharsets.UTF_8))) {
            spec.commandLine().getErr().println("-- watching; Ctrl-C ends it");
            follow(lines);
        } catch (IOException e) {
            throw ended(e);
        }
    }

    private Map<String, String> filter() {
        Map<String, String> filter = new LinkedHashMap<>();
        filter.put("type", type);
        filter.put("instance", instance);
        filter.put("subscription", subscription);
        filter.values().removeIf(value -> value == null);
        return filter;
    }

    private void follow(BufferedReader lines) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        int shown = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            // An empty line only says that the gateway is still there.
            if (!line.isEmpty()) {
                out.println(Printable.of(json ? line : row(JSON.readTree(line))));
                shown++;
            }
            // Whoever read this verb's lines may have gone, as "head" does.
            if (out.checkError() || count != null && shown == count) {
                return;
            }
        }
        throw ended(null);
    }

    private static String row(JsonNode line) {
        if (line.has("lost")) {
            return "-- " + line.path("lost").asLong() + " lines were left out";
        }
        return String.format(
                        Locale.ROOT,
                        "%s  %-18s  %-12s  %-8s  %8.1f s  %-9s  %s",
                        line.path("at").asText(),
                        line.path("type").asText("-"),
                        line.path("instanceName").asText(line.path("instanceId").asText("-")),
                        line.path("chat").asText("-"),
                        line.path("ageMillis").asLong() / 1_000.0,
                        line.path("outcome").asText(),
                        delivery(line))
                .stripTrailing();
    }

    private static String delivery(JsonNode line) {
        StringBuilder text = new StringBuilder(line.path("subscription").asText());
        if (line.has("routeVersion")) {
            text.append('@').append(line.path("routeVersion").asText());
        }
        if (line.has("attempt")) {
            text.append(", attempt ").append(line.path("attempt").asInt());
        }
        if (line.has("exception")) {
            text.append(", ").append(line.path("exception").asText());
        }
        return text.toString();
    }

    private static VerbFailedException ended(IOException cause) {
        return new VerbFailedException(
                "the gateway has ended, or the connection to it; start 'zapi tail' again", cause);
    }
}
