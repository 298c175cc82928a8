package org.zapigateway;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Keeps what a user was told last about a start that failed. */
final class ToldToTheUser implements FailureAnalysisReporter {
    private static volatile FailureAnalysis last;

    static void forget() {
        last = null;
    }

    /** The text as it is shown, or nothing when there was no explanation, only a stack trace. */
    static String text() {
        return last == null ? "" : last.getDescription() + "\n" + last.getAction();
    }

    @Override
    public void report(FailureAnalysis analysis) {
        last = analysis;
    }
}
