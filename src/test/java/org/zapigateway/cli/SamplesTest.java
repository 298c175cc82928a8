package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.zapi.ZapiPayload;
import org.zapigateway.zapi.ZapiTranslator;

/** The payloads of {@code samples/}, which the README posts, are what they are called. */
class SamplesTest {
    private static final Path SAMPLES = Path.of("samples");

    @ParameterizedTest
    @CsvSource({
        "received-text, message.received",
        "received-image, message.received",
        "message-status, message.status message.status",
        "delivery-failed, message.delivery",
        "presence, chat.presence",
        "connected, instance.connected"
    })
    void aSampleIsTranslated(String sample, String types) {
        assertThat(translate(SAMPLES.resolve(sample + ".json")))
                .extracting(event -> event.type().text())
                .containsExactly(types.split(" "));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothingInASampleIsUnrecognised(Path sample) {
        for (CanonicalEvent event : translate(sample)) {
            // One word for both: the event's type and the kind of its content.
            assertThat(EventHeaders.of(event).values()).doesNotContain("unrecognised");
        }
    }

    @Test
    void noTwoSamplesAreTheSameEvent() {
        List<String> ids = samples()
                .flatMap(sample -> translate(sample).stream())
                .map(CanonicalEvent::id)
                .toList();
        assertThat(ids).doesNotHaveDuplicates().hasSize(7);
    }

    static Stream<Path> samples() {
        return Arrays.stream(SAMPLES.toFile().list((directory, name) -> name.endsWith(".json")))
                .map(SAMPLES::resolve);
    }

    private static List<CanonicalEvent> translate(Path sample) {
        try {
            ZapiPayload payload = ZapiPayload.parse(Files.readAllBytes(sample));
            return new ZapiTranslator(true, id -> null).translate(payload, Instant.now());
        } catch (Exception e) {
            throw new AssertionError(sample + " cannot be translated", e);
        }
    }
}
