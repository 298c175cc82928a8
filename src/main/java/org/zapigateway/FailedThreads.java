package org.zapigateway;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of threads that end by a failure which nobody caught, as H2's do when the disk is full. Java would print the words of
 * the failure, which may quote a message, and a stack beside the log, which is no JSON where the log is. Safe for many threads.
 */
final class FailedThreads implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailedThreads.class);
    private static final int MOST_CAUSES = 8;

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        LOG.error(
                "thread {} has ended by a failure: {}; if something does not come back by itself, restart the gateway",
                thread.getName(),
                types(failure));
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
