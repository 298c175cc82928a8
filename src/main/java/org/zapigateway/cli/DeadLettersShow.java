package org.zapigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one dead letter. */
@Command(
        name = "show",
        description = "Shows one dead letter as JSON; the event itself only with --body.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit code: 0 shown; 1 there is no such event, or no gateway answers; 2 wrong usage.",
            "",
            "Example:",
            "  zapi deadletters show crm 626d46cc5d0e946fa6ab99e6b4213190 --body"
        })
final class DeadLettersShow implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The subscription; or zapi.unrouted, or zapi.rejected.")
    private String name;

    @Parameters(index = "1", paramLabel = "EVENT", description = "The event's id.")
    private String eventId;

    @Option(names = "--body", description = "With the event, which holds what people wrote.")
    private boolean body;

    @Option(names = "--json", description = "On one line.")
    private boolean json;

    @Mixin
    private OperationsPort operations;

    @Override
    public void run() {
        JsonNode letter = operations.get(
                "deadletters/" + OperationsPort.segment(name) + "/" + OperationsPort.segment(eventId),
                Map.of("body", String.valueOf(body)));
        spec.commandLine().getOut().println(Printable.of(json ? letter.toString() : letter.toPrettyString()));
    }
}
