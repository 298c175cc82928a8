package org.zapigateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the gateway knows of a person; its verbs tell it, and forget it. */
@Command(
        name = "privacy",
        description = "Tells what the gateway knows of a person, and forgets it (LGPD).",
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions:%n",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {PrivacyExport.class, PrivacyErase.class},
        footer = {
            "",
            "Exit code: 0 done; 1 it could not be done, or no gateway answers; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi privacy export --phone 5511987654321 > person.ndjson",
            "  zapi privacy erase --phone 5511987654321 --reason \"request 4711\"",
            "",
            "'zapi privacy VERB --help' tells more about a verb."
        })
final class Privacy implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say export or erase");
    }
}
