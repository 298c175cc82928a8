package org.zapigateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.zapigateway.routes.Finding;
import org.zapigateway.routes.RouteFileStatus;
import org.zapigateway.routes.RouteFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a commented route file that has passed the check. */
@Command(
        name = "new-route",
        description = "Writes a commented route file, from the events to a target. It is checked first, beside the "
                + "files that are there; a running gateway loads it within seconds.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit code: 0 written; 1 not written, because the file exists or would be refused; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi new-route crm --to jms:queue:crm.orders",
            "  zapi new-route statuses --types message.status --to jms:topic:statuses"
        })
final class NewRoute implements Runnable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Names the route, its subscription and the file.")
    private String name;

    @Option(
            names = "--to",
            paramLabel = "URI",
            required = true,
            description = "Where the events go, for example jms:queue:crm.orders.")
    private String target;

    @Option(
            names = "--types",
            paramLabel = "TYPES",
            defaultValue = "message.received",
            description = "Which events, separated by commas. Default: ${DEFAULT-VALUE}.")
    private String types;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "The folder of the route files. Default: zapi.routes.directory, which is ./routes.")
    private Path directory;

    @Override
    public void run() {
        if (!NAME.matcher(name).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "NAME is '" + name + "'; use letters, digits, '.', '_' and '-' only, at most 100");
        }
        String yaml = RouteTemplate.fill(name, target, types);
        try (OfflineGateway gateway = new OfflineGateway(directory)) {
            String fileName = name + ".camel.yaml";
            Path file = gateway.routes().directory().resolve(fileName);
            refuseToOverwrite(file);
            RouteFileStatus checked = requireGood(fileName, gateway.routeCheck().runWith(fileName, yaml));
            write(file, yaml);
            PrintWriter out = spec.commandLine().getOut();
            out.println(Printable.of("wrote " + file));
            checked.warnings().forEach(warning -> out.println(Printable.of(warning.toString())));
        }
    }

    private static RouteFileStatus requireGood(String fileName, RouteFiles files) {
        files.directoryTrouble().ifPresent(trouble -> {
            throw new VerbFailedException("nothing was written: " + trouble);
        });
        RouteFileStatus checked = files.files().stream()
                .filter(file -> file.file().equals(fileName))
                .findFirst()
                .orElseThrow();
        if (!checked.errors().isEmpty()) {
            throw new VerbFailedException("nothing was written, the file would be refused: "
                    + checked.errors().stream().map(Finding::toString).collect(Collectors.joining(" | ")));
        }
        return checked;
    }

    private static void write(Path file, String yaml) {
        try {
            Files.writeString(file, yaml, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            refuseToOverwrite(file);
        } catch (IOException e) {
            throw new VerbFailedException(file + " cannot be written (" + e + "); check the rights of the folder", e);
        }
    }

    private static void refuseToOverwrite(Path file) {
        if (Files.exists(file)) {
            throw new VerbFailedException(file + " exists already; take another name, or edit the file");
        }
    }
}
