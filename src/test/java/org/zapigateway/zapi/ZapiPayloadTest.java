package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.zapi.MalformedPayloadException.Reason;

class ZapiPayloadTest {
    @ParameterizedTest
    @EnumSource(Reason.class)
    void refusesEachFaultWithItsReasonAndShowsNothingOfTheBody(Reason reason) throws Exception {
        String file = reason.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
        byte[] body = Files.readAllBytes(Fixtures.PAYLOADS.resolve("bad").resolve(file));

        MalformedPayloadException fault =
                catchThrowableOfType(MalformedPayloadException.class, () -> ZapiPayload.parse(body));

        assertThat(fault.reason()).isEqualTo(reason);
        assertThat(fault).hasNoCause().hasMessageStartingWith("the payload ");
        assertThat(fault.getMessage()).doesNotContain("Callback", "5511987650001", "cortado", "{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1", "{\"a\":NaN}", "{a:1}", "{'a':1}", "{\"a\":1,}", "{\"a\":01}", "nope", "{} x"})
    void refusesWhatIsNearlyJson(String text) {
        assertThatThrownBy(() -> ZapiPayload.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(MalformedPayloadException.class, fault -> assertThat(fault.reason())
                        .isEqualTo(Reason.NOT_JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "5", "null", "true"})
    void refusesEveryOtherValue(String text) {
        assertThatThrownBy(() -> ZapiPayload.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(MalformedPayloadException.class, fault -> assertThat(fault.reason())
                        .isEqualTo(Reason.NOT_AN_OBJECT));
    }

    @Test
    void anEncodedSurrogateIsNotUtf8() {
        byte[] body = {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'};

        assertThatThrownBy(() -> ZapiPayload.parse(body))
                .isInstanceOfSatisfying(MalformedPayloadException.class, fault -> assertThat(fault.reason())
                        .isEqualTo(Reason.NOT_UTF8));
    }

    /** Other software puts it where it lost a character, and senders may write it. */
    @Test
    void theReplacementCharacterItselfIsUtf8() throws Exception {
        assertThat(ZapiPayload.parse("{\"a\":\"\uFFFD\"}".getBytes(StandardCharsets.UTF_8))
                        .tree()
                        .path("a")
                        .textValue())
                .isEqualTo("\uFFFD");
    }

    @Test
    void acceptsTheDeepestNestingThatItPromises() throws Exception {
        int arrays = ZapiPayload.MAX_DEPTH - 1;
        String text = "{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";

        assertThat(ZapiPayload.parse(text.getBytes(StandardCharsets.UTF_8)).text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17E2705551000", "1e-2147483649", "-1.0e99999999999999999999"})
    void refusesANumberThatNoDecimalHolds(String number) {
        String text = "{\"total\":" + number + "}";

        assertThatThrownBy(() -> ZapiPayload.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(MalformedPayloadException.class, fault -> assertThat(fault.reason())
                        .isEqualTo(Reason.TOO_LONG));
    }

    @Test
    void refusesANameThatIsTooLong() {
        String text = "{\"" + "n".repeat(2_000) + "\":1}";

        assertThatThrownBy(() -> ZapiPayload.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(MalformedPayloadException.class, fault -> assertThat(fault.reason())
                        .isEqualTo(Reason.TOO_LONG));
    }

    @Test
    void dropsAByteOrderMarkAndSurroundingWhiteSpace() throws Exception {
        ZapiPayload payload = ZapiPayload.parse("\uFEFF \n{\"type\":\"X\"}\r\n".getBytes(StandardCharsets.UTF_8));

        assertThat(payload.text()).isEqualTo("{\"type\":\"X\"}");
        assertThat(payload.type()).isEqualTo("X");
    }

    @Test
    void toleratesANameThatOccursTwice() {
        ZapiPayload payload = Fixtures.payload("{\"instanceId\":\"A\",\"instanceId\":\"B\"}");

        assertThat(payload.instanceId()).isEqualTo("B");
        assertThat(payload.text()).contains("\"A\"");
    }

    @Test
    void typeAndInstanceAreAbsentWhenTheyAreNoText() {
        ZapiPayload payload = Fixtures.payload("{\"type\":5,\"instanceId\":null}");

        assertThat(payload.type()).isNull();
        assertThat(payload.instanceId()).isNull();
    }
}
