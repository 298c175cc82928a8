package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
    private final ErrorText text = new ErrorText("jdbc:postgresql://db/zapi?password=s3cret", "s3cret");

    @Test
    void isTheFirstLineOfTheInnermostCause() {
        Exception error = new IllegalStateException(
                "Unable to obtain connection", new SQLException("Connection refused\n at line 2"));

        assertThat(text.of(error)).isEqualTo("SQLException: Connection refused");
    }

    @Test
    void hidesCredentials() {
        Exception error =
                new SQLException("cannot open jdbc:postgresql://db/zapi?password=s3cret for user joe with s3cret");

        assertThat(text.of(error))
                .isEqualTo("SQLException: cannot open jdbc:postgresql://db/zapi for user joe with ***");
    }

    /** The driver takes what stands before the last colon for the name of a host. */
    @Test
    void hidesWhatTheUrlSaysOfTheUser() {
        ErrorText ofUrl = new ErrorText("jdbc:postgresql://joe:s3cret@db:5432/zapi", null);

        assertThat(ofUrl.of(
                        new SQLException("The connection attempt failed.", new UnknownHostException("joe:s3cret@db"))))
                .isEqualTo("UnknownHostException: ***@db");
    }

    @Test
    void isShort() {
        assertThat(text.of(new SQLException("x".repeat(10_000)))).hasSizeLessThan(400);
    }

    @Test
    void namesAnErrorWithoutMessage() {
        assertThat(text.of(new NullPointerException())).isEqualTo("NullPointerException");
    }
}
