package org.zapigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists dead letters without the events themselves. */
@Command(
        name = "list",
        description =
                "Lists dead letters, the oldest first: since when, which event, why. The reason may quote the event; "
                        + "--json has it in full.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit code: 0 listed; 1 there is no such queue, or no gateway answers; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi deadletters list crm --count 50",
            "  zapi deadletters list crm --type message.* --failed-with IllegalArgument",
            "  zapi deadletters list zapi.unrouted --json | jq -r .eventId"
        })
final class DeadLettersList implements Runnable {
    /** Enough to see why; some quote the whole event behind it. */
    private static final int REASON_LENGTH = 200;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The subscription; or zapi.unrouted, or zapi.rejected.")
    private String name;

    @Mixin
    private DeadLetterOptions meant;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "20",
            description = "The most to list, up to 1000. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(names = "--skip", paramLabel = "N", defaultValue = "0", description = "How many to leave out first.")
    private int skip;

    @Option(names = "--json", description = "Each as JSON on a line of its own.")
    private boolean json;

    @Mixin
    private OperationsPort operations;

    @Override
    public void run() {
        Map<String, String> query = new TreeMap<>(meant.filter());
        query.put("limit", String.valueOf(count));
        query.put("offset", String.valueOf(skip));
        JsonNode answer = operations.get("deadletters/" + OperationsPort.segment(name), query);
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode letter : answer.path("deadLetters")) {
            out.println(Printable.of(json ? letter.toString() : row(letter)));
        }
        remarks()
                .println(Printable.of("-- " + answer.path("deadLetters").size() + " of "
                        + answer.path("count").asLong() + " in '" + name + "'"));
    }

    private static String row(JsonNode letter) {
        StringBuilder row = new StringBuilder(letter.path("since").asText())
                .append("  ")
                .append(letter.path("eventId").asText())
                .append("  ")
                .append(letter.path("type").asText("-"));
        if (letter.has("attempts")) {
            row.append("  ").append(letter.path("attempts").asInt()).append(" attempts");
        }
        if (letter.has("exception")) {
            row.append("  ").append(letter.path("exception").asText());
        }
        if (letter.has("node")) {
            row.append(" at ").append(letter.path("node").asText());
        }
        if (letter.has("reason")) {
            row.append("\n    ")
                    .append(Printable.shortened(letter.path("reason").asText().replace('\n', ' '), REASON_LENGTH));
        }
        return row.toString();
    }

    /** Whatever reads JSON lines must not meet a sentence among them. */
    private PrintWriter remarks() {
        return json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    }
}
