package org.zapigateway.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes dead letters for good. */
@Command(
        name = "discard",
        description = "Removes dead letters for good.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "They are counted first, and you are asked. 'zapi deadletters export' keeps a copy.",
            "",
            "Exit code: 0 discarded, or nothing was meant; 1 not all, or you said no; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi deadletters discard crm --event 626d46cc5d0e946fa6ab99e6b4213190 --reason \"a test\"",
            "  zapi deadletters discard zapi.rejected --all --reason \"the scanner of last night\" --yes"
        })
final class DeadLettersDiscard extends DeadLettersChange {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why; it goes to the gateway's log.")
    private String reason;

    @Override
    String action() {
        return "discard";
    }

    @Override
    Map<String, String> details() {
        return Map.of("reason", reason);
    }
}
