package org.zapigateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventHeadersTest {
    @ParameterizedTest
    @CsvSource({"1022, 1024", "1023, 1023", "1024, 1024"})
    void aLongValueIsCutBetweenCharacters(int before, int length) {
        String start = "a".repeat(before);
        EventFields event = EventFields.of("{\"data\":{\"messageId\":\"" + start + "📦📦\"}}");

        assertThat(EventHeaders.of(event).get(EventHeaders.MESSAGE_ID))
                .asString()
                .hasSize(length)
                .doesNotEndWith("\uD83D");
    }
}
