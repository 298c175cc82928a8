package org.zapigateway.routes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelLogger;
import org.apache.camel.spi.LogListener;

/**
 * What a route logs may hold what people wrote, and they could write what looks like a line of the log, or what makes a
 * terminal do something. So each line of a message but its first is indented, and characters that only steer are shown by
 * their number.
 */
final class LoggedText implements LogListener {
    private static final Pattern LINE_END = Pattern.compile("\\r\\n|[\\n\\r\\x0B\\f\\x85\\u2028\\u2029]");

    /** Control characters, and those that turn the direction of writing round. */
    private static final Pattern STEERING =
            Pattern.compile("[\\p{Cntrl}\\x80-\\x9F\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\t]]");

    private LoggedText() {}

    static void in(CamelContext context) {
        context.getCamelContextExtension().addLogListener(new LoggedText());
    }

    @Override
    public String onLog(Exchange exchange, CamelLogger logger, String message) {
        return message == null ? null : safe(message);
    }

    private static String safe(String message) {
        String indented = LINE_END.matcher(message).replaceAll("\n    ");
        return STEERING.matcher(indented)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "\\u%04x".formatted((int) found.group().charAt(0))));
    }
}
