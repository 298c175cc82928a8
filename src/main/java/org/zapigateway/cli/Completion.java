package org.zapigateway.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
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
            "  source <(./zapi completion)                                           in this bash or zsh",
            "  ./zapi completion > ~/.local/share/bash-completion/completions/zapi   in each bash",
            "  ./zapi completion > ~/.zapi-completion                                in each zsh, with",
            "                                        'source ~/.zapi-completion' in ~/.zshrc after compinit"
        })
final class Completion implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        CommandLine zapi = Zapi.commandLine(new Terminal(out, spec.commandLine().getErr(), Ansi.OFF));
        out.print(AutoComplete.bash(zapi.getCommandName(), zapi));
        out.flush();
    }
}
