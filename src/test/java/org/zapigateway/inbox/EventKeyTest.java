package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.event.EventId;

class EventKeyTest {
    @Test
    void aKeyIsTheBytesOfItsDigits() {
        EventKey key = EventKey.of("fedcba98765432100123456789abcdef");
        ByteBuffer bytes = ByteBuffer.allocate(EventKey.BYTES);
        key.to(bytes);

        assertThat(bytes.array()).asHexString().isEqualTo("FEDCBA98765432100123456789ABCDEF");
        assertThat(EventKey.from(bytes.flip())).isEqualTo(key);
    }

    @Test
    void everyEventIdHasAKeyOfItsOwn() {
        String id = EventId.of("RECEIVED", "a");

        assertThat(EventKey.of(id)).isEqualTo(EventKey.of(id)).isNotEqualTo(EventKey.of(EventId.of("RECEIVED", "b")));
        assertThat(EventKey.of(EventId.random())).isNotEqualTo(EventKey.of(EventId.random()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fedcba98765432100123456789abcde",
                "fedcba98765432100123456789abcdef0",
                "fedcba9876543210-123456789abcdef"
            })
    void anythingElseIsRefused(String id) {
        assertThatThrownBy(() -> EventKey.of(id)).isInstanceOf(NumberFormatException.class);
    }
}
