package org.zapigateway.subscription;

/**
 * Why an operator did something, for the end of a log line: on one line, and not for ever, whatever was said.
 *
 * @param text may be {@code null}
 */
record OperatorReason(String text) {
    private static final int LENGTH = 200;

    /** Whether nothing was said. */
    boolean isMissing() {
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
