package org.zapigateway.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes a subscription whose route is gone. */
@Command(
        name = "remove",
        description = "Removes a subscription whose route is gone, for good. One with events or dead letters only with "
                + "--force; they are removed with it.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit code: 0 removed; 1 not removed, or no gateway answers; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi subscriptions remove old-crm",
            "  zapi subscriptions remove old-crm --force --reason \"the CRM was shut down\""
        })
final class SubscriptionsRemove implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The subscription.")
    private String name;

    @Option(names = "--force", description = "Also with events or dead letters in it.")
    private boolean force;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes to the gateway's log.")
    private String reason;

    @Option(names = "--json", description = "The gateway's answer as JSON.")
    private boolean json;

    @Mixin
    private OperationsPort operations;

    @Override
    public void run() {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("action", "remove", "force", force));
        if (reason != null) {
            body.put("reason", reason);
        }
        String answer = operations
                .post("subscriptions/" + OperationsPort.segment(name), body)
                .toString();
        spec.commandLine().getOut().println(Printable.of(json ? answer : "subscription '" + name + "' is removed"));
    }
}
