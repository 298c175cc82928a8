package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;

class DeliveryFailureTest {
    private static final FailedStep STEP =
            new FailedStep("to1 (crm.camel.yaml:14)", "http://crm/5511988887777", "http://crm");

    @Test
    void theSummaryTellsWhichStepFailed() {
        assertThat(summary(new IllegalStateException("outer", new IOException("Maria was here"))))
                .isEqualTo("java.io.IOException, at to1 (crm.camel.yaml:14)");
    }

    @Test
    void theSummaryTellsTheAnswerOfAService() {
        assertThat(summary(new HttpOperationFailedException(
                        "http://crm/5511988887777", 422, "Maria is unknown", null, Map.of(), "Maria is unknown")))
                .isEqualTo("org.apache.camel.http.base.HttpOperationFailedException, HTTP 422,"
                        + " at to1 (crm.camel.yaml:14)");
    }

    @Test
    void theSummaryTellsTheStateOfADatabase() {
        assertThat(summary(new SQLException("Maria is there already", "23505")))
                .isEqualTo("java.sql.SQLException, SQL state 23505, at to1 (crm.camel.yaml:14)");
    }

    @Test
    void aFailureAtNoStepNamesNone() {
        assertThat(DeliveryFailure.of(new IOException("no space left")).summary())
                .isEqualTo("java.io.IOException");
    }

    private static String summary(Throwable failure) {
        return new DeliveryFailure(failure, STEP).summary();
    }
}
