package org.zapigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the queues that wait for an operator; its verbs look into them and work on them. */
@Command(
        name = "deadletters",
        description = "Shows what waits for you: the dead letters of each subscription, the events that no "
                + "subscription wanted (zapi.unrouted), and the bodies that became no event (zapi.rejected).",
        synopsisSubcommandLabel = "[VERB]",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            DeadLettersList.class,
            DeadLettersShow.class,
            DeadLettersReplay.class,
            DeadLettersDiscard.class,
            DeadLettersExport.class
        },
        footer = {
            "",
            "Exit code: 0 done; 1 it could not be done, or no gateway answers; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi deadletters                        how many, and since when",
            "  zapi deadletters list crm               which, and why",
            "  zapi deadletters replay crm --all       give them to the route again",
            "",
            "'zapi deadletters VERB --help' tells more about a verb."
        })
final class DeadLetters implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OperationsPort operations;

    @Option(names = "--json", description = "The gateway's answer as JSON, one queue on a line.")
    private boolean json;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode queues = operations.get("deadletters", Map.of()).path("queues");
        for (JsonNode queue : queues) {
            out.println(json ? queue.toString() : row(queue));
        }
    }

    private static String row(JsonNode queue) {
        String since =
                queue.hasNonNull("oldest") ? "since " + queue.path("oldest").asText() : "";
        return Printable.of(String.format(
                        "%-30s %8d  %s",
                        queue.path("name").asText(), queue.path("count").asLong(), since))
                .stripTrailing();
    }
}
