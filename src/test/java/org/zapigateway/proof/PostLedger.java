package org.zapigateway.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.zapigateway.proof.Payloads.Payload;

/** What became of every POST. Safe for use by several threads. */
final class PostLedger {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LongAdder sent = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder repeats = new LongAdder();
    private final Set<String> acceptedIds = ConcurrentHashMap.newKeySet();
    private final Set<String> acceptedMessages = ConcurrentHashMap.newKeySet();
    private final Set<String> unansweredMessages = ConcurrentHashMap.newKeySet();
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> unanswered = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> wrong = new ConcurrentHashMap<>();

    /** A request is about to be sent. */
    void sending() {
        sent.increment();
    }

    /** An answer came. */
    void answered(Payload payload, WebhookConnection.Answer answer) throws IOException {
        if (answer.status() == 200) {
            accepted(payload, JSON.readTree(answer.body()));
        } else if (answer.status() == 503 && answer.headers().containsKey("retry-after")) {
            count(refused, "503 with Retry-After");
        } else {
            count(wrong, answer.status() + (answer.status() == 503 ? " without Retry-After" : ""));
        }
    }

    /** No connection could be made. */
    void unconnected(String why) {
        count(unanswered, why);
    }

    /** A request was sent, but no answer came. */
    void unanswered(Payload payload, String how) {
        unansweredMessages.addAll(payload.messageIds());
        count(unanswered, how);
    }

    /** The messages of requests that got no answer, however often they were sent. */
    Set<String> unansweredMessages() {
        Set<String> messages = new HashSet<>(unansweredMessages);
        messages.removeAll(acceptedMessages);
        return messages;
    }

    /** The ids of the events that were acknowledged. */
    Set<String> acceptedIds() {
        return acceptedIds;
    }

    /** How many requests were sent. */
    long sent() {
        return sent.sum();
    }

    /** How many requests were answered 200. */
    long accepted() {
        return accepted.sum();
    }

    /** How many requests were answered 503 with Retry-After. */
    long refused() {
        return sum(refused);
    }

    /** How many acknowledged events had been acknowledged before. */
    long repeats() {
        return repeats.sum();
    }

    /** How requests ended that got no answer. */
    Set<String> unanswered() {
        return unanswered.keySet();
    }

    /** How many requests ended so, without an answer. */
    long unanswered(String how) {
        LongAdder ended = unanswered.get(how);
        return ended == null ? 0 : ended.sum();
    }

    /** Answers that no request of the proofs may get, by what is wrong. */
    Map<String, LongAdder> wrong() {
        return wrong;
    }

    @Override
    public String toString() {
        return "sent " + sent + ", accepted " + accepted + " (" + acceptedIds.size() + " events, and " + repeats
                + " repeats), refused " + sum(refused) + new TreeMap<>(refused) + ", unanswered " + sum(unanswered)
                + new TreeMap<>(unanswered) + ", wrong " + sum(wrong) + new TreeMap<>(wrong);
    }

    private void accepted(Payload payload, JsonNode answer) {
        JsonNode ids = answer.path("events");
        if (ids.size() != payload.messageIds().size()) {
            count(wrong, "200 with another number of events");
        }
        accepted.increment();
        acceptedMessages.addAll(payload.messageIds());
        for (JsonNode id : ids) {
            if (!acceptedIds.add(id.asText())) {
                repeats.increment();
            }
        }
    }

    private static void count(Map<String, LongAdder> counts, String what) {
        counts.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    private static long sum(Map<String, LongAdder> counts) {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
