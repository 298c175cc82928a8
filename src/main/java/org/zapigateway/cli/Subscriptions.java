package org.zapigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how each subscription stands; its verbs change one. */
@Command(
        name = "subscriptions",
        description = "Shows how each subscription stands: its state, the events that wait and for how long, and its "
                + "dead letters. An ORPHAN has no route, and keeps its events.",
        synopsisSubcommandLabel = "[VERB]",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {SubscriptionsRemove.class, SubscriptionsDeadLetter.class},
        footer = {
            "",
            "Exit code: 0 done; 1 it could not be done, or no gateway answers; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi subscriptions",
            "  zapi subscriptions --json | jq 'select(.state == \"PAUSED\")'",
            "  zapi subscriptions remove old-crm",
            "",
            "'zapi subscriptions VERB --help' tells more about a verb."
        })
final class Subscriptions implements Runnable {
    private static final String LAYOUT = "%-30s %-8s %9s %9s %12s  %s";

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "The gateway's answer as JSON, one subscription on a line.")
    private boolean json;

    @Mixin
    private OperationsPort operations;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode subscriptions = operations.get("subscriptions", Map.of()).path("subscriptions");
        if (!json) {
            out.println(String.format(LAYOUT, "name", "state", "waiting", "oldest s", "dead letters", "because"));
        }
        for (JsonNode subscription : subscriptions) {
            out.println(Printable.of(json ? subscription.toString() : row(subscription)));
        }
    }

    private static String row(JsonNode subscription) {
        String since = subscription.hasNonNull("since")
                ? "since " + subscription.path("since").asText() + "  "
                : "";
        return String.format(
                        LAYOUT,
                        subscription.path("name").asText(),
                        subscription.path("state").asText(),
                        subscription.path("depth").asText(),
                        subscription.path("oldestSeconds").asText(),
                        subscription.path("deadLetters").asText(),
                        since + subscription.path("reason").asText())
                .stripTrailing();
    }
}
