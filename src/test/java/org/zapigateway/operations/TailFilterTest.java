package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.inbox.EventFacts;
import org.zapigateway.subscription.Outcome;

class TailFilterTest {
    private static final TailLine STORED = TailLine.stored(event("message.received", "3C01", "sales"), true, null);
    private static final TailLine DELIVERED = TailLine.of(
            new Outcome(Outcome.Kind.DELIVERED, event("chat.presence", "3C02", null), "crm", "crm", null, 0, null),
            null);
    private static final TailLine UNNAMED = TailLine.stored(event(null, null, null), false, null);

    @Test
    void withoutAFilterEveryLineIsWanted() {
        assertThat(TailFilter.of(Map.of())).isEqualTo(TailFilter.ALL);
        assertThat(wanted("type", "*,message.*")).containsExactly(true, true, false);
    }

    @Test
    void aLineIsWantedByTypeInstanceAndSubscription() {
        assertThat(wanted("type", "message.*, call.changed")).containsExactly(true, false, false);
        assertThat(wanted("instance", "3C02,sales")).containsExactly(true, true, false);
        assertThat(wanted("instance", "3C01")).containsExactly(true, false, false);
        assertThat(wanted("subscription", "other,crm")).containsExactly(false, true, false);
        assertThat(TailFilter.of(Map.of("type", "message.*", "subscription", "crm"))
                        .wants(DELIVERED))
                .isFalse();
    }

    @Test
    void aMisspeltFilterIsRefused() {
        assertThatThrownBy(() -> TailFilter.of(Map.of("types", "message.*")))
                .hasMessage("there is no 'types' here; there are instance, subscription, type");
        assertThatThrownBy(() -> TailFilter.of(Map.of("type", "messages.*")))
                .hasMessageStartingWith("there is no event type 'messages.*'; there are message.received, ");
    }

    /** As from a script whose variable is empty: it would mean every line. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", ","})
    void anEmptyFilterIsRefused(String value) {
        assertThatThrownBy(() -> TailFilter.of(Map.of("instance", value)))
                .hasMessage("'instance' is empty; give it a value, or leave it out");
    }

    private static Boolean[] wanted(String name, String value) {
        TailFilter filter = TailFilter.of(Map.of(name, value));
        return new Boolean[] {filter.wants(STORED), filter.wants(DELIVERED), filter.wants(UNNAMED)};
    }

    private static EventFacts event(String type, String instanceId, String instanceName) {
        return new EventFacts("id", type, instanceId, instanceName, null, null, Instant.EPOCH);
    }
}
