package org.zapigateway.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the event that holds back a chat a dead letter. */
@Command(
        name = "dead-letter",
        description =
                "Makes an event that is tried again and again, and holds back its chat, a dead letter now. The log "
                        + "names such events. An attempt that is under way ends first, and may deliver it.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit code: 0 done; 1 not done, or no gateway answers; 2 wrong usage.",
            "",
            "Example:",
            "  zapi subscriptions dead-letter crm 626d46cc5d0e946fa6ab99e6b4213190 --reason \"blocks a big customer\""
        })
final class SubscriptionsDeadLetter implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The subscription.")
    private String name;

    @Parameters(index = "1", paramLabel = "EVENT", description = "The event's id.")
    private String eventId;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why; it is kept with the dead letter.")
    private String reason;

    @Option(names = "--json", description = "The gateway's answer as JSON.")
    private boolean json;

    @Mixin
    private OperationsPort operations;

    @Override
    public void run() {
        String answer = operations
                .post(
                        "subscriptions/" + OperationsPort.segment(name),
                        Map.of("action", "dead-letter", "eventId", eventId, "reason", reason))
                .toString();
        spec.commandLine()
                .getOut()
                .println(
                        Printable.of(
                                json
                                        ? answer
                                        : "event '" + eventId
                                                + "' goes to the dead letters, unless an attempt that is under way delivers it"));
    }
}
