package org.zapigateway.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;

/**
 * Asks for a password. picocli's own prompt goes to standard output, where it would stand before the first JSON line.
 */
final class PasswordPrompt {
    private PasswordPrompt() {}

    /**
     * The password as typed, unseen where there is a console; else the first line of the input, so that a script can
     * pipe it in.
     *
     * @param what what is asked for, for example {@code Password}
     * @param console may be {@code null}
     * @return empty when nothing is typed
     */
    static String ask(String what, Console console, InputStream in, PrintWriter err) {
        err.print(what + ": ");
        err.flush();
        if (console != null) {
            char[] typed = console.readPassword();
            return typed == null ? "" : new String(typed);
        }
        try {
            String line = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset())).readLine();
            err.println();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException("the answer could not be read from standard input", e);
        }
    }
}
