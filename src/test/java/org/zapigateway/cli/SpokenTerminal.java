package org.zapigateway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Keeps what a verb says. */
final class SpokenTerminal {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Ansi ansi;

    /** A file or a pipe. */
    SpokenTerminal() {
        this(Ansi.OFF);
    }

    SpokenTerminal(Ansi ansi) {
        this.ansi = ansi;
    }

    int execute(String... arguments) {
        return Invocation.of(arguments).answer(terminal());
    }

    Terminal terminal() {
        return new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), ansi);
    }

    String out() {
        return out.toString();
    }

    List<String> outLines() {
        return out().lines().toList();
    }

    String err() {
        return err.toString();
    }
}
