package org.zapigateway.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the script by which a shell completes verbs and options. */
@Command(
        name = "completion",
        description = "Writes the script by which bash and zsh complete verbs and options at the Tab key.",
        optionListHeading = "%nOptions:%n",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit code: 0 written; 2 wrong usage.",
            "",
            "Examples:",
            "  source <(./zapi completion)                                           in this shell",
            "  ./zapi completion > ~/.local/share/bash-completion/completions/zapi   in each bash"
        })
final class Completion implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
        spec.commandLine().getOut().flush();
    }
}
