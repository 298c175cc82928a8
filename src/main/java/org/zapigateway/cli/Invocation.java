package org.zapigateway.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * What was asked for on the command line: the gateway ({@code run}, or no verb), or another verb, which starts no
 * Spring context.
 */
public final class Invocation {
    private static final String RUN = "run";
    private static final Set<String> QUESTIONS = Set.of("-h", "--help", "-V", "--version");

    private final List<String> arguments;

    private Invocation(List<String> arguments) {
        this.arguments = arguments;
    }

    /** Reads the command line; refuses nothing yet. */
    public static Invocation of(String... arguments) {
        return new Invocation(List.of(arguments));
    }

    /**
     * Starts the gateway, or does what the other verb says and ends the process with its exit code.
     *
     * @param gateway starts the gateway; is given Spring Boot's own options
     */
    public void execute(Consumer<String[]> gateway) {
        if (startsGateway()) {
            gateway.accept(options().toArray(String[]::new));
            return;
        }
        silenceLogging();
        System.exit(answer(Terminal.ofProcess()));
    }

    /** Whether this is a command line for Spring Boot. */
    boolean startsGateway() {
        return namesGateway() && question() == null && strayArgument() == null;
    }

    /** Spring Boot's part of a command line that starts the gateway. */
    List<String> options() {
        return startsWithRun() ? arguments.subList(1, arguments.size()) : arguments;
    }

    /**
     * Does what a verb other than {@code run} says.
     *
     * @return the exit code: 0 done, 1 it could not be done or its answer not be written, 2 the command line is wrong
     */
    int answer(Terminal terminal) {
        int exitCode = execute(terminal);
        // A PrintWriter throws nothing: who does not ask it takes an answer on a full disk for a whole one.
        if (!terminal.out().checkError() || hasNoEnd()) {
            return exitCode;
        }
        terminal.err()
                .println(
                        "zapi: the answer could not be written completely to standard output; is the disk full, or has "
                                + "the program ended that reads it? What the verb has done stays done");
        return exitCode == CommandLine.ExitCode.OK ? CommandLine.ExitCode.SOFTWARE : exitCode;
    }

    private int execute(Terminal terminal) {
        if (namesGateway()) {
            return answerForGateway(Zapi.commandLine(terminal));
        }
        String verb = arguments.get(0);
        return Zapi.commandLine(verb, terminal)
                .map(zapi -> zapi.execute(arguments.toArray(String[]::new)))
                .orElseGet(() -> refuse(Zapi.commandLine(terminal), "there is no verb '" + verb + "'"));
    }

    private int answerForGateway(CommandLine zapi) {
        if (question() == null) {
            return refuse(zapi.getSubcommands().get(RUN), strayArgumentExplained());
        }
        return startsWithRun() ? zapi.execute(RUN, question()) : zapi.execute(question());
    }

    private static int refuse(CommandLine verb, String why) {
        PrintWriter err = verb.getErr();
        err.println("zapi: " + Printable.of(why));
        err.println();
        verb.usage(err);
        return CommandLine.ExitCode.USAGE;
    }

    private boolean namesGateway() {
        return arguments.isEmpty() || startsWithRun() || arguments.get(0).startsWith("-");
    }

    /** The answer of {@code tail} is never complete: it ends when its reader goes. */
    private boolean hasNoEnd() {
        return !arguments.isEmpty() && arguments.get(0).equals("tail");
    }

    private boolean startsWithRun() {
        return !arguments.isEmpty() && arguments.get(0).equals(RUN);
    }

    private String question() {
        return arguments.stream().filter(QUESTIONS::contains).findFirst().orElse(null);
    }

    /** Spring Boot ignores whatever is no {@code --key=value}: a setting would silently be without effect. */
    private String strayArgument() {
        return options().stream()
                .filter(argument -> !argument.startsWith("--") || argument.length() == 2)
                .findFirst()
                .orElse(null);
    }

    private String strayArgumentExplained() {
        // Without its value, which may be a secret.
        return "run takes settings as --key=value, for example --server.port=9090; '"
                + strayArgument().replaceFirst("(?s)=.*", "=…") + "' would have no effect";
    }

    /** Without Spring Boot nobody configures logback, which then writes everything, DEBUG too, to the terminal. */
    private static void silenceLogging() {
        LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
        logging.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }
}
