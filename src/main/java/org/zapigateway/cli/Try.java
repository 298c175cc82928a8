package org.zapigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.zapigateway.routes.RouteCheck;
import org.zapigateway.routes.RouteFilesRefusedException;
import org.zapigateway.routes.RouteTrial;
import org.zapigateway.routes.TrialResult;
import org.zapigateway.subscription.OfflineEvent;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a route file would deliver, and delivers nothing. */
@Command(
        name = "try",
        description = "Runs events through a route file and shows what it would deliver. Nothing is sent: what the "
                + "route sends is printed instead.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "FILE is checked first. It may lie anywhere: it takes the place of the file in the routes directory",
            "that has its name or one of its routes. Targets answer nothing here: a step behind http: or a",
            "query sees the body that was sent to it. Delays are left out, and no target fails.",
            "",
            "Exit code: 0 tried; 1 FILE would be refused, or an event fails; 2 wrong usage.",
            "",
            "Examples:",
            "  zapi try routes/crm.camel.yaml --payload samples/received-text.json --body",
            "  zapi try routes/crm.camel.yaml --last 100",
            "  zapi try routes/crm.camel.yaml --last 100 --against    what an edit would change"
        })
final class Try implements Callable<Integer> {
    private static final String SUFFIX = ".camel.yaml";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The route file, NAME.camel.yaml.")
    private Path file;

    @ArgGroup
    private final Source source = new Source();

    @Option(
            names = "--against",
            description = "Shows only what becomes of events otherwise than by the version that the gateway runs.")
    private boolean against;

    @Option(
            names = "--body",
            description = "With the bodies and with what failures say, both of which hold what people wrote.")
    private boolean body;

    @Option(names = "--json", description = "Each event on a line of its own, as JSON.")
    private boolean json;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "The folder of the route files. Default: zapi.routes.directory, which is ./routes.")
    private Path directory;

    @Mixin
    private OperationsPort operations;

    /** Where the events come from. */
    private static final class Source {
        @Option(
                names = "--last",
                paramLabel = "N",
                defaultValue = "10",
                description =
                        "The newest N events of the event log of the running gateway. Default: " + "${DEFAULT-VALUE}.")
        private int last = 10;

        @Option(
                names = "--payload",
                paramLabel = "F",
                description = "A file of payloads, as Z-API posts them, or of events; - is standard input.")
        private String payload;
    }

    @Override
    public Integer call() {
        TrialReport report = new TrialReport(spec.commandLine().getOut(), json, body);
        try (OfflineGateway gateway = new OfflineGateway(directory)) {
            RouteCheck check = gateway.routeCheck();
            try (RouteTrial trial = open(check, Map.of(path(gateway), text()))) {
                requireSource(trial);
                trial.warnings()
                        .forEach(warning -> spec.commandLine().getErr().println(Printable.of(warning.toString())));
                List<OfflineEvent> events = events(gateway);
                if (against) {
                    compare(trial, check, events, report);
                } else {
                    events.forEach(event -> report.add(event.headers(), run(trial, event), null));
                }
            }
        }
        (json ? spec.commandLine().getErr() : spec.commandLine().getOut())
                .println("-- " + (against ? report.comparison() : report.summary()));
        return report.hasFailures() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private void compare(RouteTrial trial, RouteCheck check, List<OfflineEvent> events, TrialReport report) {
        try (RouteTrial running = open(check, running(trial.routeIds()))) {
            events.forEach(event -> report.add(event.headers(), run(trial, event), run(running, event)));
        }
    }

    private static RouteTrial open(RouteCheck check, Map<String, String> texts) {
        try {
            return check.trial(texts);
        } catch (RouteFilesRefusedException e) {
            throw new VerbFailedException(
                    String.join(" and ", texts.keySet()) + " would be refused:\n" + e.getMessage(), e);
        }
    }

    private void requireSource(RouteTrial trial) {
        if (trial.routeIds().isEmpty()) {
            throw new VerbFailedException("no route in " + file
                    + " begins with zapi:events, so no event gets there by itself; try the file that sends to it");
        }
    }

    /** Where the file would be below the routes directory. */
    private String path(OfflineGateway gateway) {
        if (!file.toString().endsWith(SUFFIX)) {
            throw new ParameterException(
                    spec.commandLine(), "FILE is '" + file + "'; the gateway loads only files named *" + SUFFIX);
        }
        Path routes = gateway.routes().directory().toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith(routes) ? routes.relativize(absolute) : absolute.getFileName())
                .toString()
                .replace('\\', '/');
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new VerbFailedException("there is no file '" + file + "'", e);
        } catch (CharacterCodingException e) {
            throw new VerbFailedException("'" + file + "' is not UTF-8 text; save it as UTF-8", e);
        } catch (IOException e) {
            throw new VerbFailedException("'" + file + "' cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private List<OfflineEvent> events(OfflineGateway gateway) {
        if (source.payload != null) {
            return TriedEvents.in(source.payload, gateway::instanceName);
        }
        List<OfflineEvent> events = TriedEvents.last(source.last, operations);
        if (events.isEmpty()) {
            throw new VerbFailedException("the event log is empty; give events by --payload");
        }
        return events;
    }

    /** The files that run and have one of these routes, by path. */
    private Map<String, String> running(List<String> routeIds) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (JsonNode row : operations.get("routes", Map.of()).path("files")) {
            if (StreamSupport.stream(row.path("routes").spliterator(), false)
                    .anyMatch(id -> routeIds.contains(id.asText()))) {
                String path = row.path("file").asText();
                texts.put(path, runningText(path));
            }
        }
        if (texts.isEmpty()) {
            throw new VerbFailedException("the gateway runs no route " + String.join(" and no route ", routeIds)
                    + ", so there is nothing to compare with; leave out --against");
        }
        return texts;
    }

    private String runningText(String path) {
        String segments =
                Arrays.stream(path.split("/")).map(OperationsPort::segment).collect(Collectors.joining("/"));
        return operations.get("routes/" + segments, Map.of()).path("text").asText();
    }

    private static List<TrialResult> run(RouteTrial trial, OfflineEvent event) {
        return trial.run(new RouteTrial.Event() {
            @Override
            public List<String> keptOutBy(Endpoint events) {
                return event.keptOutBy(events);
            }

            @Override
            public void fill(Exchange exchange, Endpoint events) {
                event.fill(exchange, events);
            }
        });
    }
}
