package org.zapigateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventIdTest {
    @Test
    void isTheSameForTheSameParts() {
        assertThat(EventId.of("content", "3D", "ç")).isEqualTo(EventId.of("content", "3D", "ç"));
    }

    @Test
    void theBorderBetweenTwoPartsCannotBeMoved() {
        assertThat(EventId.of("ab", "c")).isNotEqualTo(EventId.of("a", "bc")).isNotEqualTo(EventId.of("abc"));
    }

    @Test
    void absentDiffersFromEmpty() {
        assertThat(EventId.of("a", null)).isNotEqualTo(EventId.of("a", "")).isNotEqualTo(EventId.of("a"));
    }

    // Ids are kept for weeks and across versions: a change of the algorithm would let every repeat through.
    @Test
    void neverChanges() {
        assertThat(EventId.of("content", "3D", null, "")).isEqualTo("ff0ac35346b6b3c27255bc7968e30a3c");
    }

    @Test
    void isThirtyTwoHexDigits() {
        assertThat(EventId.of("a")).matches("[0-9a-f]{32}");
        assertThat(EventId.random()).matches("[0-9a-f]{32}").isNotEqualTo(EventId.random());
    }
}
