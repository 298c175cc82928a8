package org.zapigateway.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.zapigateway.routes.RouteCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks route files as the gateway would, and runs nothing. */
@Command(
        name = "check",
        description = "Checks the route files as the gateway would at its start. Needs no gateway, network or data "
                + "directory, and changes nothing.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Placeholders and zapi.routes.* come from routes.properties, the environment and application.yml,",
            "as for the gateway.",
            "",
            "Exit code: 0 all files would be loaded; 1 a file would be refused; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi check",
            "  zapi check staging/routes --json | jq -r '.findings[].file'"
        })
final class Check implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The folder of the route files. Default: zapi.routes.directory, which is ./routes.")
    private Path directory;

    @Option(names = "--json", description = "One JSON object for other tools.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        CheckReport report;
        try (OfflineGateway gateway = new OfflineGateway(directory)) {
            RouteCheck check = gateway.routeCheck();
            report = CheckReport.of(check.run(), check.misnamed());
        }
        if (json) {
            report.printJson(out);
        } else {
            report.print(out);
        }
        return report.isGood() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
