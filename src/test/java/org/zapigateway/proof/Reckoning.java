package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.zapigateway.proof.CompanyQueues.Received;
import org.zapigateway.proof.EventTable.Row;

/**
 * What arrived, held against what was acknowledged.
 *
 * @param accepted the ids of the events that a 200 acknowledged
 * @param received every message consumed from the queues
 * @param rows every row of the event log
 */
record Reckoning(Set<String> accepted, List<Received> received, List<Row> rows) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ROUNDS = 5;
    private static final int NAMED = 10;
    private static final String PRESENCE = "chat.presence";

    /**
     * Consumes everything over TCP, stops the gateway, and looks whether anything was left on the way; if so, starts it
     * again and goes on. Afterwards the gateway has ended and nothing is under way.
     */
    static Reckoning of(GatewayProcess gateway, Set<String> accepted, EventTable table) throws Exception {
        List<Received> received = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            if (!gateway.isAlive()) {
                gateway.start().awaitReady();
            }
            received.addAll(consume(gateway, accepted, received, table));
            System.out.println(gateway.awaitBalancedLedgers());
            gateway.stop();
            StoppedInbox left = StoppedInbox.of(gateway.dataDirectory());
            assertThat(left.subscriptions()).as("subscriptions").isEqualTo(2);
            if (left.waiting() == 0 && left.elsewhere().isEmpty()) {
                return new Reckoning(Set.copyOf(accepted), received, table.rows());
            }
            System.out.println("still under way: " + left);
        }
        throw new AssertionError("the inbox is not empty after " + ROUNDS + " rounds: "
                + StoppedInbox.of(gateway.dataDirectory()) + ", see " + gateway.log());
    }

    /**
     * Fails unless each acknowledged event arrived exactly once on its queue and in the table, and nothing else did but
     * what was sent.
     *
     * @param sentMessages the ids of the messages that were ever sent
     */
    void requireExactlyOnce(Collection<String> sentMessages) {
        assertThat(findings(sentMessages)).as("what is wrong").isEmpty();
    }

    /** Fails unless each acknowledged event arrived exactly once on its queue and in the table, and no other did. */
    void requireExactlyTheAcknowledged() {
        assertThat(deliveryFindings()).as("what is wrong").isEmpty();
        assertThat(CompanyQueues.idsOf(received)).as("events on queues").isEqualTo(accepted);
    }

    /** What is wrong, each with its number and some ids; empty when all is well. */
    List<String> findings(Collection<String> sentMessages) {
        List<String> findings = deliveryFindings();
        add(findings, "never sent, but on a queue", foreign(received, Received::messageId, sentMessages));
        add(findings, "never sent, but in the table", foreign(rows, Row::messageId, sentMessages));
        add(findings, "messages with more than one event", repeated(distinctMessages(), Received::messageId));
        return findings;
    }

    private List<String> deliveryFindings() {
        List<String> findings = new ArrayList<>();
        List<String> queued = received.stream().map(Received::eventId).toList();
        List<String> stored = rows.stream().map(Row::eventId).toList();
        Set<String> presences = presences(List.of(), received);
        add(findings, "acknowledged, but on no queue (lost)", without(accepted, queued));
        add(findings, "acknowledged, but not in the table (lost)", without(without(accepted, presences), stored));
        add(findings, "more than once on a queue", repeated(received, Received::eventId));
        add(findings, "more than once in the table", repeated(rows, Row::eventId));
        add(findings, "on a queue, but not in the table", without(without(queued, presences), stored));
        add(findings, "in the table, but on no queue", without(stored, queued));
        return findings;
    }

    @Override
    public String toString() {
        long lost = without(accepted, received.stream().map(Received::eventId).toList())
                .size();
        return "stored " + rows.size() + " rows, consumed " + received.size() + " messages, acknowledged "
                + accepted.size() + ", duplicates "
                + (repeated(received, Received::eventId).size()
                        + repeated(rows, Row::eventId).size())
                + ", lost " + lost;
    }

    private static List<Received> consume(
            GatewayProcess gateway, Set<String> accepted, List<Received> before, EventTable table) throws Exception {
        try (CompanyQueues queues = new CompanyQueues(gateway.brokerUrl())) {
            awaitArrival(gateway, accepted, before, queues, table);
            queues.close();
            return queues.received();
        }
    }

    /** Waits; what does not come in time is for the findings to name. */
    private static void awaitArrival(
            GatewayProcess gateway,
            Set<String> accepted,
            List<Received> before,
            CompanyQueues queues,
            EventTable table) {
        Set<String> known = CompanyQueues.idsOf(before);
        try {
            await("the acknowledged events on the queues")
                    .atMost(PATIENCE)
                    .until(() -> without(without(accepted, known), queues.ids()).isEmpty());
            await("the acknowledged events in the table")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(300))
                    .ignoreExceptions()
                    .until(() -> without(
                                    without(accepted, presences(before, queues.received())), ids(table.rowsSoFar()))
                            .isEmpty());
        } catch (ConditionTimeoutException e) {
            System.out.println(e.getMessage() + "; see " + gateway.log());
        }
    }

    private static Set<String> presences(List<Received> before, List<Received> now) {
        return Stream.concat(before.stream(), now.stream())
                .filter(message -> message.type().equals(PRESENCE))
                .map(Received::eventId)
                .collect(Collectors.toSet());
    }

    private List<Received> distinctMessages() {
        Map<String, Received> byId = new TreeMap<>();
        received.stream()
                .filter(message -> message.messageId() != null)
                .forEach(message -> byId.put(message.eventId(), message));
        return List.copyOf(byId.values());
    }

    private static Set<String> ids(List<Row> rows) {
        return rows.stream().map(Row::eventId).collect(Collectors.toSet());
    }

    private static Set<String> without(Collection<String> all, Collection<String> some) {
        Set<String> rest = new TreeSet<>(all);
        new HashSet<>(some).forEach(rest::remove);
        return rest;
    }

    private static <T> Set<String> repeated(Collection<T> all, Function<T, String> id) {
        Set<String> seen = new HashSet<>();
        return all.stream().map(id).filter(one -> !seen.add(one)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> Set<String> foreign(
            Collection<T> all, Function<T, String> messageId, Collection<String> sentMessages) {
        Set<String> sent = new HashSet<>(sentMessages);
        return all.stream()
                .map(messageId)
                .filter(id -> id == null || !sent.contains(id))
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void add(List<String> findings, String what, Set<String> ids) {
        if (!ids.isEmpty()) {
            findings.add(ids.size() + " " + what + ": "
                    + ids.stream().limit(NAMED).collect(Collectors.joining(", ")) + (ids.size() > NAMED ? ", …" : ""));
        }
    }
}
