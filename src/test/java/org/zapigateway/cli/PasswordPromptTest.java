package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PasswordPromptTest {
    private final StringWriter err = new StringWriter();

    @Test
    void aScriptCanPipeThePasswordIn() {
        InputStream piped = new ByteArrayInputStream("s3cret\nmore".getBytes());

        assertThat(PasswordPrompt.ask("Password", null, piped, new PrintWriter(err)))
                .isEqualTo("s3cret");
        assertThat(err.toString()).contains("Password: ").doesNotContain("s3cret");
    }

    @Test
    void noInputIsAnEmptyPassword() {
        assertThat(PasswordPrompt.ask("Password", null, InputStream.nullInputStream(), new PrintWriter(err)))
                .isEmpty();
    }
}
