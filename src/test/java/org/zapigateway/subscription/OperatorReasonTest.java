package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorReasonTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\u0085", "\u2028", "\u2029", "\u001b", "\u202e", "\u2066"})
    void isOneLineThatSteersNothing(String steering) {
        assertThat(new OperatorReason("ticket" + steering + "4711 ")).hasToString(": ticket 4711");
    }

    @Test
    void isNotForEverAndEndsWithAWholeCharacter() {
        assertThat(new OperatorReason("a".repeat(201))).hasToString(": " + "a".repeat(200) + "…");
        assertThat(new OperatorReason("a".repeat(199) + "🙂")).hasToString(": " + "a".repeat(199) + "…");
        assertThat(new OperatorReason("a".repeat(198) + "🙂")).hasToString(": " + "a".repeat(198) + "🙂");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n"})
    void isNothingWhenNothingWasSaid(String text) {
        assertThat(new OperatorReason(text)).hasToString("");
        assertThatThrownBy(() -> OperatorReason.require(text, "an erasure"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an erasure needs a reason; it goes to the log");
    }
}
