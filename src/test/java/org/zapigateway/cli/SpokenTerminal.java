package org.zapigateway.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Keeps what a verb says. */
final class SpokenTerminal {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Writer paper;
    private final Ansi ansi;

    /** A file or a pipe. */
    SpokenTerminal() {
        this(Ansi.OFF);
    }

    SpokenTerminal(Ansi ansi) {
        this.paper = out;
        this.ansi = ansi;
    }

    private SpokenTerminal(int room) {
        this.paper = new FullDisk(out, room);
        this.ansi = Ansi.OFF;
    }

    /** A file on a disk that is full after so many characters. */
    static SpokenTerminal withRoomFor(int characters) {
        return new SpokenTerminal(characters);
    }

    int execute(String... arguments) {
        return Invocation.of(arguments).answer(terminal());
    }

    Terminal terminal() {
        return new Terminal(new PrintWriter(paper, true), new PrintWriter(err, true), ansi);
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

    private static final class FullDisk extends FilterWriter {
        private int room;

        FullDisk(Writer file, int room) {
            super(file);
            this.room = room;
        }

        @Override
        public void write(int character) throws IOException {
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            room--;
            out.write(character);
        }

        @Override
        public void write(char[] text, int start, int length) throws IOException {
            for (int i = start; i < start + length; i++) {
                write(text[i]);
            }
        }

        @Override
        public void write(String text, int start, int length) throws IOException {
            write(text.toCharArray(), start, length);
        }
    }
}
