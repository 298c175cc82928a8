package org.zapigateway.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Shows on a line of the terminal how far something is; the line is gone when it is closed. */
final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 40;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String BEGIN_OF_LINE = "\r";
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter terminal;
    private final long total;
    private long shownAt = System.nanoTime() - PAUSE;

    /**
     * @param terminal {@code null} where there is none: nothing is shown
     */
    ProgressBar(PrintWriter terminal, long total) {
        this.terminal = terminal;
        this.total = total;
    }

    /** Shows that so much is done, unless that was shown a moment ago. */
    void show(long done) {
        long now = System.nanoTime();
        if (terminal == null || now - shownAt < PAUSE) {
            return;
        }
        shownAt = now;
        int filled = (int) (WIDTH * done / total);
        terminal.print(
                BEGIN_OF_LINE + "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + done + " of " + total);
        terminal.flush();
    }

    @Override
    public void close() {
        if (terminal != null) {
            terminal.print(CLEAR_LINE);
            terminal.flush();
        }
    }
}
