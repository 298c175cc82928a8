package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zapigateway.inbox.EventFacts;

class RecentHappeningsTest {
    private final RecentHappenings recent = new RecentHappenings();

    @Test
    void whatHappenedToAnEventIsFoundByItsIdAndByItsMessageInOrder() {
        recent.stored(event("a", "M"), List.of("crm"));
        recent.stored(event("b", "M"), List.of());
        recent.repeated(event("a", "M"));

        assertThat(recent.of("a"))
                .extracting(Object::getClass)
                .containsExactly(Happening.Stored.class, Happening.Repeated.class);
        assertThat(recent.of("M"))
                .extracting(happening -> happening.event().id())
                .containsExactly("a", "b", "a");
        assertThat(recent.of("c")).isEmpty();
    }

    @Test
    void theOldestIsForgottenAndItIsToldSinceWhenEverythingIsKnown() {
        Instant begun = recent.since();
        recent.stored(event("first", null), List.of());
        for (int i = 1; i < RecentHappenings.MOST; i++) {
            recent.repeated(event("other", null));
        }
        assertThat(recent.of("first")).hasSize(1);
        assertThat(recent.since()).isEqualTo(begun);

        recent.repeated(event("last", null));

        assertThat(recent.of("first")).isEmpty();
        assertThat(recent.of("last")).hasSize(1);
        assertThat(recent.since()).isEqualTo(recent.of("other").get(0).at());
    }

    private static EventFacts event(String id, String messageId) {
        return new EventFacts(id, "message.received", "I", null, null, messageId, Instant.EPOCH);
    }
}
