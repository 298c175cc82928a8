package org.zapigateway.zapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Payloads that consist of what tells one event from another and of nothing else (FIELD_CATALOGUE section 9): two of
 * them are one event exactly when they are equal. Their values are few and alike, so that most parts of two payloads
 * are equal, and a part and its neighbour make the same text when they are joined.
 */
final class AnyKey {
    private static final Arbitrary<String> WORD = Arbitraries.of("1", "11", "1,1");
    private static final Arbitrary<String> GROUP = Arbitraries.of("1-group", "11-group", "111-group");
    private static final Arbitrary<Boolean> FLAG = Arbitraries.of(true, false);
    private static final Arbitrary<Long> TIME = Arbitraries.of(1772359614000L, 1772359614001L, 1772359615000L);
    private static final Arbitrary<?> TEXT = Arbitraries.of(Map.of("message", "1"), Map.of("message", "11"));
    private static final Arbitrary<?> SAME_TEXT = Arbitraries.just(Map.of("message", "1"));
    private static final Arbitrary<Boolean> TRUE = Arbitraries.just(true);

    // What tells the events of each kind apart, beside the kind itself.
    private static final List<Kind> KINDS = List.of(
            message().with("fromMe", FLAG).with("text", SAME_TEXT),
            message().with("phone", GROUP).with("isGroup", TRUE).with("participantPhone", WORD),
            message()
                    .with("isEdit", TRUE)
                    .with("editMessageId", Arbitraries.of("3A", "3B"))
                    .with("text", SAME_TEXT),
            message().with("isEdit", TRUE).with("text", TEXT),
            message().with("reaction", reaction()),
            message().with("waitingMessage", TRUE),
            message().with("notYetKnown", TEXT),
            message().with("notification", Arbitraries.of("REVOKE", "GROUP_CREATE", "CIPHERTEXT")),
            message().with("notification", Arbitraries.of("CALL_RECEIVED", "CALL_STARTED", "CALL_ENDED")),
            new Kind("ReceivedCallback")
                    .with("notification", Arbitraries.just("PROFILE_NAME_UPDATED"))
                    .with("profileName", WORD)
                    .with("momment", TIME),
            new Kind("ReceivedCallback")
                    .with("notification", Arbitraries.just("CHAT_LABEL_ASSOCIATION"))
                    .with("notificationParameters", label())
                    .with("momment", TIME),
            new Kind("MessageStatusCallback")
                    .with("phone", WORD)
                    .with("ids", WORD.map(List::of))
                    .with("status", Arbitraries.of("SENT", "RECEIVED", "READ", "PLAYED"))
                    .with("participant", WORD)
                    .with("participantDevice", Arbitraries.of(0, 1, 11))
                    .with("momment", TIME),
            new Kind("DeliveryCallback").with("zaapId", WORD).with("error", Arbitraries.of("", "timeout")),
            new Kind("ConnectedCallback").with("momment", TIME),
            new Kind("DisconnectedCallback").with("momment", TIME),
            new Kind("NewestCallback").with("messageId", WORD));

    private AnyKey() {}

    /** Two payloads of one kind that have all parts but two in common, and often those too. */
    static Arbitrary<Pair> alike() {
        Arbitrary<Integer> part = Arbitraries.integers().between(0, 99);
        return Arbitraries.of(KINDS).map(Kind::payloads).flatMap(payloads -> Combinators.combine(
                        payloads, payloads, part, part)
                .as((one, donor, first, second) ->
                        new Pair(one, withPart(withPart(one, donor, first), donor, second))));
    }

    /** Two payloads of any kinds. */
    static Arbitrary<Pair> strangers() {
        Arbitrary<ObjectNode> any = Arbitraries.of(KINDS).flatMap(Kind::payloads);
        return Combinators.combine(any, any).as(Pair::new);
    }

    private static Kind message() {
        return new Kind("ReceivedCallback").with("phone", WORD).with("messageId", WORD);
    }

    private static Arbitrary<?> reaction() {
        return Combinators.combine(Arbitraries.of("👍", "❤️", ""), TIME, WORD)
                .as((value, time, target) ->
                        Map.of("value", value, "time", time, "referencedMessage", Map.of("messageId", target)));
    }

    private static Arbitrary<?> label() {
        return Combinators.combine(WORD, WORD, FLAG)
                .as((phone, label, assigned) -> List.of(Map.of("phone", phone, "label", label, "assigned", assigned)));
    }

    private static ObjectNode withPart(ObjectNode one, ObjectNode donor, int part) {
        List<String> names = new ArrayList<>();
        one.fieldNames().forEachRemaining(names::add);
        String name = names.get(part % names.size());
        return one.deepCopy().set(name, donor.get(name));
    }

    /** Two payloads. */
    record Pair(ObjectNode one, ObjectNode other) {}

    /** The parts of the payloads of one kind. */
    private static final class Kind {
        private final Map<String, Arbitrary<?>> parts = new LinkedHashMap<>();

        Kind(String type) {
            with("type", Arbitraries.just(type)).with("instanceId", WORD);
        }

        Kind with(String name, Arbitrary<?> values) {
            parts.put(name, values);
            return this;
        }

        Arbitrary<ObjectNode> payloads() {
            List<Arbitrary<Map.Entry<String, ?>>> entries = new ArrayList<>();
            parts.forEach((name, values) -> entries.add(values.map(value -> Map.entry(name, value))));
            return Combinators.combine(entries).as(all -> {
                ObjectNode payload = Fixtures.JSON.createObjectNode();
                all.forEach(part -> payload.set(part.getKey(), Fixtures.JSON.valueToTree(part.getValue())));
                return payload;
            });
        }
    }
}
