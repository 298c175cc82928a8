package org.zapigateway.cli;

import java.io.Console;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Asks before something is done that cannot be undone. */
final class Consent {
    @Option(names = "--yes", description = "Do not ask. Needed where nobody can be asked.")
    private boolean yes;

    /**
     * Returns when the user agrees.
     *
     * @param meant what would be done, for example "3 of 'crm'"
     * @param action what is done to it, as in "discard them?"
     * @throws VerbFailedException when the user does not
     */
    void require(CommandSpec spec, String meant, String action) {
        if (yes) {
            return;
        }
        Console console = System.console();
        if (console == null) {
            throw new ParameterException(
                    spec.commandLine(), meant + " would be meant; say --yes, for nobody can be asked here");
        }
        String answer = console.readLine("%s are meant. %s them? [y/N] ", meant, action);
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
            throw new VerbFailedException("nothing was done");
        }
    }
}
