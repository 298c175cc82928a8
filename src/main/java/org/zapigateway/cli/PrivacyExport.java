package org.zapigateway.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what is known of a person, one record on a line. */
@Command(
        name = "export",
        description =
                "Writes what the gateway knows of a person: each record as JSON on a line of its own, with the place "
                        + "where it lies. That is each row, event, dead letter and rejected body in which an address of the person "
                        + "stands, also when others wrote it.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "It holds what people wrote, others too: look through it before you hand it out.",
            "",
            "Exit code: 0 all is written; 1 not all, or no gateway answers; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi privacy export --phone 5511987654321 > person.ndjson",
            "  zapi privacy export --phone \"+55 11 98765-4321\" --lid 123456789012345@lid | jq -c .record"
        })
final class PrivacyExport implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PersonOptions person;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes to the gateway's log.")
    private String reason;

    @Mixin
    private OperationsPort operations;

    @Override
    public void run() {
        Map<String, Object> request = person.request();
        request.put("reason", reason);
        PrivacyAnswer answer = PrivacyAnswer.read(operations.postForLines("privacy/export", request), this::write);
        spec.commandLine()
                .getErr()
                .println(Printable.of("-- " + answer.sum("found") + " records of " + answer.addresses()));
    }

    private void write(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Printable.of(line));
        // Nobody would have the other records.
        if (out.checkError()) {
            throw new VerbFailedException("the export broke off and is not complete");
        }
    }
}
