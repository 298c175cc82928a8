package org.zapigateway.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a verb writes to.
 *
 * @param out what was asked for
 * @param err what went wrong, and remarks that a program reading {@code out} must not meet
 * @param ansi whether {@code out} takes colours and moves of the cursor: not when it is a file or a pipe
 */
record Terminal(PrintWriter out, PrintWriter err, Ansi ansi) {
    /** The process's own. UTF-8 whatever the locale says: JSON is, and in a container the locale is often ASCII. */
    static Terminal ofProcess() {
        return new Terminal(utf8(FileDescriptor.out), utf8(FileDescriptor.err), Ansi.AUTO);
    }

    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
