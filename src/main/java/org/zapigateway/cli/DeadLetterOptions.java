package org.zapigateway.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which dead letters are meant: those to which all that is said applies. */
final class DeadLetterOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb;

    @Option(
            names = "--type",
            paramLabel = "TYPES",
            description = "Event types, separated by commas; message.* stands for all that begin so.")
    private String type;

    @Option(names = "--instance", paramLabel = "NAMES", description = "Names or ids of instances.")
    private String instance;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Those that died at this time or later, for example 2026-03-01T10:00:00Z.")
    private String from;

    @Option(names = "--until", paramLabel = "TIME", description = "Those that died at this time or before.")
    private String until;

    @Option(
            names = "--failed-with",
            paramLabel = "TEXT",
            description = "Those whose exception or reason contains this text.")
    private String failedWith;

    /** By the names that the operations port uses. An empty value is refused: it would mean everything. */
    Map<String, String> filter() {
        Map<String, String> filter = new LinkedHashMap<>();
        put(filter, "type", "--type", type);
        put(filter, "instance", "--instance", instance);
        put(filter, "from", "--from", from);
        put(filter, "until", "--until", until);
        put(filter, "reason", "--failed-with", failedWith);
        return filter;
    }

    private void put(Map<String, String> filter, String name, String option, String value) {
        if (value == null) {
            return;
        }
        if (value.isBlank()) {
            throw new ParameterException(verb.commandLine(), option + " is empty; give it a value, or leave it out");
        }
        filter.put(name, value);
    }
}
