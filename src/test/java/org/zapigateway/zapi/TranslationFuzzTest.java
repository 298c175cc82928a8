package org.zapigateway.zapi;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zapigateway.Rounds;

/**
 * Looks for a body that cannot be translated, led by the code that each body reaches. It searches only where
 * {@code JAZZER_FUZZ=1} is set, as the build does; elsewhere it tries the fixtures. What it finds it writes below
 * {@code src/test/resources/org}: make an example of it in another test.
 */
class TranslationFuzzTest {
    @DisabledIfSystemProperty(named = Rounds.PROPERTY, matches = Rounds.LONG, disabledReason = "forMinutes does more")
    @MethodSource("bodies")
    @FuzzTest(maxDuration = "10s")
    void forSeconds(byte[] body) throws Exception {
        translate(body);
    }

    @EnabledIfSystemProperty(
            named = Rounds.PROPERTY,
            matches = Rounds.LONG,
            disabledReason = "it takes minutes: -Pproof")
    @MethodSource("bodies")
    @FuzzTest(maxDuration = "10m")
    void forMinutes(byte[] body) throws Exception {
        translate(body);
    }

    static Stream<Arguments> bodies() {
        return Fixtures.names().stream()
                .map(name -> Fixtures.compact(Fixtures.copy(name)).getBytes(StandardCharsets.UTF_8))
                .map(body -> arguments((Object) body));
    }

    private static void translate(byte[] body) throws Exception {
        ZapiPayload payload;
        try {
            payload = ZapiPayload.parse(body);
        } catch (MalformedPayloadException refused) {
            return;
        }
        Faithful.translation(payload);
    }
}
