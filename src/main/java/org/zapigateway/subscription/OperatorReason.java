package org.zapigateway.subscription;

import java.util.regex.Pattern;

/**
 * Why an operator did something, for the end of a log line: on one line, and not for ever, whatever was said.
 *
 * @param text may be {@code null}
 */
public record OperatorReason(String text) {
    private static final int LENGTH = 200;

    /** What ends a line or steers a terminal, and what turns the direction of writing round. */
    private static final Pattern STEERING =
            Pattern.compile("[\\p{Cntrl}\\x80-\\x9F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

    /**
     * Refuses to do without a reason.
     *
     * @param what what needs one, for the message
     * @throws IllegalArgumentException when nothing was said
     */
    public static void require(String reason, String what) {
        if (new OperatorReason(reason).isMissing()) {
            throw new IllegalArgumentException(what + " needs a reason; it goes to the log");
        }
    }

    private boolean isMissing() {
        return text == null || text.isBlank();
    }

    @Override
    public String toString() {
        if (isMissing()) {
            return "";
        }
        String line = STEERING.matcher(text.strip()).replaceAll(" ");
        return ": " + (line.length() <= LENGTH ? line : line.substring(0, end(line)) + "…");
    }

    /** Not within a character that takes two. */
    private static int end(String line) {
        return Character.isHighSurrogate(line.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH;
    }
}
