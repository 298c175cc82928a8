package org.zapigateway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Keeps what a verb says. */
final class SpokenTerminal {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    int execute(String... arguments) {
        return Invocation.of(arguments).answer(new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)));
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
