package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zapigateway.proof.CompanyQueues.Received;
import org.zapigateway.proof.EventTable.Row;

/** The proofs can fail: each kind of fault is found and named. */
class ReckoningTest {
    private final Set<String> accepted = Set.of("id1", "id2");
    private final List<Received> received = new ArrayList<>(List.of(received("id1", "m1"), received("id2", "m2")));
    private final List<Row> rows = new ArrayList<>(List.of(row("id1", "m1"), row("id2", "m2")));

    @Test
    void nothingIsWrongWhenAllArrivedOnce() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatWasStoredWithoutItsAnswerIsAllowed() {
        received.add(received("id3", "m3"));
        rows.add(row("id3", "m3"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void anEventMissingOnTheQueuesIsLost() {
        received.remove(0);
        assertThat(findings()).contains("1 acknowledged, but on no queue (lost): id1");
    }

    @Test
    void anEventMissingInTheTableIsLost() {
        rows.remove(1);
        assertThat(findings()).contains("1 acknowledged, but not in the table (lost): id2");
    }

    @Test
    void presencesAreNotInTheTable() {
        received.set(0, new Received("chat.presence", "id1", "m1"));
        rows.remove(0);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aMessageThatCameTwiceIsDoubled() {
        received.add(received("id1", "m1"));
        assertThat(findings()).containsExactly("1 more than once on a queue: id1");
    }

    @Test
    void aRowThatIsThereTwiceIsDoubled() {
        rows.add(row("id1", "m1"));
        assertThat(findings()).containsExactly("1 more than once in the table: id1");
    }

    @Test
    void whatWasNeverSentIsForeign() {
        received.add(received("id9", "m9"));
        rows.add(row("id9", "m9"));
        assertThat(findings())
                .containsExactly("1 never sent, but on a queue: m9", "1 never sent, but in the table: m9");
    }

    @Test
    void oneMessageUnderTwoIdsIsDoubled() {
        received.add(received("id4", "m1"));
        rows.add(row("id4", "m1"));
        assertThat(findings()).containsExactly("1 messages with more than one event: m1");
    }

    @Test
    void queuesAndTableTellTheSame() {
        received.add(received("id3", "m3"));
        assertThat(findings()).containsExactly("1 on a queue, but not in the table: id3");
    }

    private List<String> findings() {
        return new Reckoning(accepted, received, rows).findings(List.of("m1", "m2", "m3"));
    }

    private static Received received(String eventId, String messageId) {
        return new Received("message.received", eventId, messageId);
    }

    private static Row row(String eventId, String messageId) {
        return new Row(eventId, "message.received", messageId);
    }
}
