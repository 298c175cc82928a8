package org.zapigateway.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Gives dead letters to their subscription again. */
@Command(
        name = "replay",
        description = "Gives dead letters to their subscription again, in their order, behind what waits there. Each "
                + "keeps its event id, bears replayOf, and has all its attempts again.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "They are counted first, and you are asked. An event that dies again comes back to the dead letters.",
            "",
            "Exit code: 0 replayed, or nothing was meant; 1 not all, or you said no; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi deadletters replay crm --event 626d46cc5d0e946fa6ab99e6b4213190",
            "  zapi deadletters replay crm --failed-with NoSuchField --dry-run",
            "  zapi deadletters replay crm --all --per-second 50 --yes",
            "  zapi deadletters replay zapi.unrouted --type message.* --to crm"
        })
final class DeadLettersReplay extends DeadLettersChange {
    @Spec
    private CommandSpec spec;

    private int perSecond;

    @Option(
            names = "--to",
            paramLabel = "NAME",
            description = "The subscription that is to get events of zapi.unrouted, whatever its filter says.")
    private String to;

    @Option(
            names = "--per-second",
            paramLabel = "N",
            description = "The most in a second, so that the target can keep up. Default: no limit.")
    private void setPerSecond(int most) {
        if (most < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--per-second is " + most + "; it must be at least 1; without it there is no limit");
        }
        perSecond = most;
    }

    @Override
    String action() {
        return "replay";
    }

    @Override
    Map<String, String> details() {
        return to == null ? Map.of() : Map.of("to", to);
    }

    @Override
    int perSecond() {
        return perSecond;
    }
}
