package org.zapigateway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes dead letters with their events, one on a line. */
@Command(
        name = "export",
        description = "Writes dead letters with their events, each as JSON on a line of its own (NDJSON).",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "It holds what people wrote: keep the file where the data directory might lie.",
            "",
            "Exit code: 0 all are written; 1 not all, or no gateway answers; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi deadletters export crm > crm.ndjson",
            "  zapi deadletters export crm --until 2026-03-01T10:00:00Z | jq -c .event"
        })
final class DeadLettersExport implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The subscription; or zapi.unrouted, or zapi.rejected.")
    private String name;

    @Mixin
    private DeadLetterOptions meant;

    @Mixin
    private OperationsPort operations;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        long written = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                operations.lines("deadletters/" + OperationsPort.segment(name), meant.filter()),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(Printable.of(line));
                // Nobody would have the rest of the queue.
                if (out.checkError()) {
                    throw new VerbFailedException(
                            "the export broke off after " + written + " lines and is not complete");
                }
                written++;
            }
        } catch (IOException e) {
            throw new VerbFailedException(
                    "the export broke off after " + written + " lines and is not complete; try again", e);
        }
        spec.commandLine().getErr().println(Printable.of("-- " + written + " of '" + name + "'"));
    }
}
