package org.zapigateway.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code zapi}: all verbs, and what is common to them. */
@Command(
        name = "zapi",
        description =
                "Receives what Z-API posts about WhatsApp numbers, keeps it on disk, and delivers it to queues and "
                        + "databases.",
        synopsisSubcommandLabel = "[VERB]",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions:%n",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  zapi                                    start the gateway in this directory",
            "  zapi run --server.port=9090             the same, with another port",
            "  zapi check                              check the route files without running them",
            "  zapi try routes/crm.camel.yaml          show what a route would deliver",
            "  zapi new-route crm --to jms:queue:crm   write a commented route file",
            "  zapi translate samples/presence.json    show the event that a payload becomes",
            "  zapi send-samples                       send made-up events of every kind",
            "  zapi tail                               watch what becomes of each event",
            "  zapi peek whatsapp.message.received     look at the messages of a queue",
            "  zapi subscriptions                      how each route's subscription stands",
            "  zapi deadletters                        what could not be delivered",
            "  zapi privacy                            what is known of a person, and how to erase it",
            "",
            "Exit code of each verb: 0 done; 1 it could not be done; 2 wrong usage. Standard output is the answer,",
            "remarks and errors go to standard error; colours only to a terminal, and not with NO_COLOR set.",
            "",
            "'zapi VERB --help' tells more about a verb."
        })
final class Zapi implements Runnable {
    private static final List<Class<?>> VERBS = List.of(
            Run.class,
            Check.class,
            Try.class,
            NewRoute.class,
            Translate.class,
            SendSamples.class,
            Tail.class,
            Peek.class,
            Subscriptions.class,
            DeadLetters.class,
            Privacy.class,
            RegisterWebhooks.class,
            Completion.class);

    @Spec
    private CommandSpec spec;

    /** The command line with all verbs, writing to the terminal that is given. */
    static CommandLine commandLine(Terminal terminal) {
        return commandLine(VERBS, terminal);
    }

    /**
     * The command line with that verb alone: describing all of them takes longer than most verbs do.
     *
     * @return empty when there is no such verb
     */
    static Optional<CommandLine> commandLine(String verb, Terminal terminal) {
        return VERBS.stream()
                .filter(type -> type.getAnnotation(Command.class).name().equals(verb))
                .findFirst()
                .map(type -> commandLine(List.of(type), terminal));
    }

    private static CommandLine commandLine(List<Class<?>> verbs, Terminal terminal) {
        CommandLine zapi = new CommandLine(new Zapi());
        verbs.forEach(zapi::addSubcommand);
        return zapi.setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.ansi()))
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler(Zapi::explain);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** What a verb cannot do is told in its own words; anything else is a defect and shows its stack. */
    private static int explain(Exception failure, CommandLine verb, CommandLine.ParseResult arguments)
            throws Exception {
        if (!(failure instanceof VerbFailedException)) {
            throw failure;
        }
        verb.getErr().println(Printable.of("zapi: " + failure.getMessage()));
        return CommandLine.ExitCode.SOFTWARE;
    }
}
