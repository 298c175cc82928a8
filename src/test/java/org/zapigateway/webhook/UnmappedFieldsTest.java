package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.Envelope;
import org.zapigateway.event.EventType;
import org.zapigateway.event.UnrecognisedData;
import org.zapigateway.webhook.UnmappedFields.Series;

class UnmappedFieldsTest {
    private final UnmappedFields counted = new UnmappedFields();

    @Test
    void aPayloadOfSeveralEventsCountsOnce() {
        counted.accepted(List.of(event("newThing"), event("newThing")));
        counted.accepted(List.of(event("newThing")));

        assertThat(counted.count(new Series(EventType.UNRECOGNISED, "newThing")))
                .isEqualTo(2);
    }

    @Test
    void anEventWithoutUnmappedFieldsCountsNothing() {
        counted.accepted(List.of(event()));

        assertThat(counted.series()).isEmpty();
    }

    @Test
    void aNameThatIsNoPlainWordIsOther() {
        counted.accepted(List.of(event("text.*")));

        assertThat(counted.series()).containsExactly(new Series(EventType.UNRECOGNISED, "other"));
    }

    @Test
    void anyNumberOfNamesIsBoundedAndTheFirstOnesAreStillCounted() {
        for (int i = 0; i < 5_000; i++) {
            counted.accepted(List.of(event("field" + i)));
        }
        counted.accepted(List.of(event("field0")));

        assertThat(counted.series()).hasSize(UnmappedFields.MAX_SERIES + 1);
        assertThat(counted.count(new Series(EventType.UNRECOGNISED, "field0"))).isEqualTo(2);
        assertThat(counted.count(new Series(EventType.UNRECOGNISED, "other")))
                .isEqualTo(5_000 - UnmappedFields.MAX_SERIES);
    }

    private static CanonicalEvent event(String... unmapped) {
        var envelope = new Envelope(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                unmapped.length == 0 ? null : List.of(unmapped));
        var data = new UnrecognisedData(envelope, null, "{}");
        return new CanonicalEvent("id", EventType.UNRECOGNISED, "/zapi/instances/3D", null, Instant.EPOCH, data);
    }
}
