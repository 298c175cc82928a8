package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"/w", "/webhooks/zapi", "/a.b/c_d/e~f/g-h/0123456789abcdef"})
    void aPathIsAPath(String path) {
        assertThatNoException().isThrownBy(() -> Settings.webhook("path", path));
    }

    /** A path with a question mark or braces would be read as options or placeholders of the route's endpoint. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/", "w", "/w/", "//w", "/w?x=1", "/{x}", "/{{x}}", "/*", "/w w", "/é"})
    void whatIsNoPathIsRefusedByName(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.webhook("path", path))
                .withMessageContaining("zapi.webhook.path")
                .withMessageContaining("/webhooks/zapi");
    }

    @ParameterizedTest
    @CsvSource({
        "max-body-size, 0B",
        "max-body-size, 512MB",
        "max-body-size, 8GB",
        "max-in-flight, 0",
        "max-bytes-in-flight, 1023KB",
        "body-timeout, 0s",
        "body-timeout, 11m",
        "drain-timeout, -1s",
        "drain-timeout, 11m",
    })
    void aLimitThatCannotWorkIsRefusedByName(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.webhook(name, value))
                .withMessageStartingWith("zapi.webhook." + name + " is ")
                .withMessageContaining("it must be");
    }

    @Test
    void anInstanceNeedsAnIdAndASecret() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InstanceSettings(" ", null, List.of("t"), List.of(), null))
                .withMessageContaining("id is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InstanceSettings("A", null, List.of("", " "), List.of(""), null))
                .withMessageContaining("'A'")
                .withMessageContaining("webhook-key");
    }

    /** The HTTP client that it is given later says "invalid header value", and quotes it. */
    @ParameterizedTest
    @ValueSource(strings = {"S3CRET\r", "S3CRET\u007f", "S3CRET\u00e9", "S3CRET\u2019"})
    void whatNoHeaderBearsIsRefusedWithoutItsValue(String value) {
        for (ThrowingCallable setting : List.<ThrowingCallable>of(
                () -> new InstanceSettings(value, null, List.of("t"), List.of(), null),
                () -> new InstanceSettings("A", null, List.of("t", value), List.of(), null),
                () -> new InstanceSettings("A", null, List.of("t"), List.of(), value))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(setting)
                    .withMessageMatching("zapi\\.instances\\[n]\\.(id|token|client-token) holds a character .*")
                    .withMessageNotContaining("S3CRET");
        }
    }

    @Test
    void aWebhookKeyIsEncodedAndABlankClientTokenIsNone() {
        assertThatNoException().isThrownBy(() -> new InstanceSettings("A", null, List.of(), List.of("\u00e9"), "\r"));
    }

    @Test
    void anInstanceShowsNoSecret() {
        assertThat(new InstanceSettings("A", "sales", List.of("TOKEN"), List.of("KEY"), "CLIENT").toString())
                .contains("A", "sales")
                .doesNotContain("TOKEN", "KEY", "CLIENT");
    }
}
