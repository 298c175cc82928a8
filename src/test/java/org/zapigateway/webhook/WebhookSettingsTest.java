package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class WebhookSettingsTest {
    private static final DataSize SIZE = DataSize.ofMegabytes(1);

    @ParameterizedTest
    @ValueSource(strings = {"/w", "/webhooks/zapi", "/a.b/c_d/e~f/g-h/0123456789abcdef"})
    void aPathIsAPath(String path) {
        assertThatNoException().isThrownBy(() -> new WebhookSettings(path, SIZE, 1));
    }

    /** A path with a question mark or braces would be read as options or placeholders of the route's endpoint. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/", "w", "/w/", "//w", "/w?x=1", "/{x}", "/{{x}}", "/*", "/w w", "/é"})
    void whatIsNoPathIsRefusedByName(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookSettings(path, SIZE, 1))
                .withMessageContaining("zapi.webhook.path")
                .withMessageContaining("/webhooks/zapi");
    }

    @Test
    void aLimitThatCannotWorkIsRefusedByName() {
        for (DataSize size : List.of(DataSize.ofBytes(0), DataSize.ofMegabytes(512), DataSize.ofGigabytes(8))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new WebhookSettings("/w", size, 1))
                    .withMessageContaining("zapi.webhook.max-body-size");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookSettings("/w", SIZE, 0))
                .withMessageContaining("zapi.webhook.max-in-flight");
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

    @Test
    void anInstanceShowsNoSecret() {
        assertThat(new InstanceSettings("A", "sales", List.of("TOKEN"), List.of("KEY"), "CLIENT").toString())
                .contains("A", "sales")
                .doesNotContain("TOKEN", "KEY", "CLIENT");
    }
}
