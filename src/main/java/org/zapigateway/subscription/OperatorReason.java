package org.zapigateway.subscription;

/**
 * Why an operator did something, for the end of a log line: on one line, and not for ever, whatever was said.
 *
 * @param text may be {@code null}
 */
public record OperatorReason(String text) {
    private static final int LENGTH = 200;

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
        String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return ": " + (line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "…");
    }
}
