package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zapigateway.routes.TrialResult;
import org.zapigateway.routes.TrialResult.Failure;

class TrialReportTest {
    private final StringWriter out = new StringWriter();
    private final TrialReport report = new TrialReport(new PrintWriter(out, true), false, false);

    /** An edit above moves lines, and Camel numbers steps and exchanges anew. */
    @Test
    void theSameFailureAtAnotherLineIsNoDifference() {
        report.add(
                Map.of(),
                failing("no method on Exchange[5B1F02C9-0000000000000002]", "setBody2", "routes/crm.camel.yaml:13"),
                failing("no method on Exchange[5B1F02C9-0000000000000001]", "setBody1", "routes/crm.camel.yaml:12"));

        assertThat(report.comparison())
                .isEqualTo("1 event, 1 taken, 1 failed, 0 otherwise than by the version that runs");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anotherFailureIsADifferenceAndBothAreShownWithTheirPlaces() {
        report.add(
                Map.of(),
                failing("no method 'foo'", "setBody1", "routes/crm.camel.yaml:12"),
                failing("no method 'bar'", "setBody1", "routes/crm.camel.yaml:14"));

        assertThat(report.comparison()).contains("1 otherwise than by the version that runs");
        assertThat(out.toString().lines().skip(1))
                .containsExactly(
                        "- crm: fails at routes/crm.camel.yaml:14, step setBody1: IllegalStateException; --body shows what it says",
                        "+ crm: fails at routes/crm.camel.yaml:12, step setBody1: IllegalStateException; --body shows what it says");
    }

    private static List<TrialResult> failing(String message, String step, String place) {
        return List.of(new TrialResult(
                "crm", List.of(), List.of(), new Failure(new IllegalStateException(message), step, place)));
    }
}
