package org.zapigateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of threads that end by a failure which nobody caught, as H2's do when the disk is full. Java would print the words of
 * the failure, which may quote a message, and a stack beside the log, which is no JSON where the log is. Safe for many threads.
 *
 * <p>When memory has run out, the process ends: it may be the thread that takes connections, and nobody would start a
 * gateway again that is still there. What it has acknowledged is on disk.
 */
final class FailedThreads implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailedThreads.class);
    private static final int MOST_CAUSES = 8;

    /** As Java itself ends with {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

    /** For when there is no memory for a line of the log, either; they tell nothing of an event. */
    private static final byte[] LAST_WORDS =
            "zapi-gateway ends, for want of memory; give it more (-Xmx)\n".getBytes(UTF_8);

    private final PrintStream console;
    private final IntConsumer end;

    /** Ends this process without any clearing up, which may need memory, too. */
    FailedThreads() {
        this(new PrintStream(new FileOutputStream(FileDescriptor.err)), Runtime.getRuntime()::halt);
    }

    /**
     * Ends it in another way.
     *
     * @param console gets the last words of a process that cannot log them
     * @param end gets the exit code
     */
    FailedThreads(PrintStream console, IntConsumer end) {
        this.console = console;
        this.end = end;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            try {
                tell(thread, failure, "the gateway ends, give it more memory (-Xmx)");
            } catch (OutOfMemoryError e) {
                console.write(LAST_WORDS, 0, LAST_WORDS.length);
                console.flush();
            } finally {
                end.accept(OUT_OF_MEMORY);
            }
        } else {
            tell(thread, failure, "if something does not come back by itself, restart the gateway");
        }
    }

    private static void tell(Thread thread, Throwable failure, String remedy) {
        LOG.error("thread {} has ended by a failure: {}; {}", thread.getName(), types(failure), remedy);
    }

    private static String types(Throwable failure) {
        List<String> types = new ArrayList<>();
        Throwable innermost = failure;
        for (Throwable link = failure; link != null && types.size() < MOST_CAUSES; link = link.getCause()) {
            types.add(link.getClass().getName());
            innermost = link;
        }
        StackTraceElement[] stack = innermost.getStackTrace();
        String place = stack.length == 0 ? "" : ", at " + stack[0];
        return String.join(", caused by ", types) + place;
    }
}
