package org.zapigateway.inbox;

import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;

/** Tells why something failed without the words of the failure: the broker's may quote a message. */
final class Causes {
    private static final int MOST = 8;

    private Causes() {}

    /** The types of a failure and of its causes, such as {@code ActiveMQIOErrorException IO_ERROR}. */
    static String of(Throwable failure) {
        List<String> types = new ArrayList<>();
        for (Throwable link = failure; link != null && types.size() < MOST; link = link.getCause()) {
            types.add(
                    link instanceof ActiveMQException broker
                            ? broker.getClass().getSimpleName() + " " + broker.getType()
                            : link.getClass().getName());
        }
        return String.join(", caused by ", types);
    }

    /** What this room says of a failure itself, which names a place or a port, and a remedy; of others the types. */
    static String inOurWords(Throwable failure) {
        return failure instanceof IllegalStateException && isThrownHere(failure) ? failure.getMessage() : of(failure);
    }

    private static boolean isThrownHere(Throwable failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        return stack.length > 0 && stack[0].getClassName().startsWith(Causes.class.getPackageName() + ".");
    }
}
