package org.zapigateway.zapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Payloads that nobody has thought of: any JSON object, and fixtures with some of their parts changed. */
final class AnyPayload {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> NAMES = namesOfFixtures();
    private static final int MAX_CHANGES = 4;

    private AnyPayload() {}

    /** Any object; most of its names are Z-API's, so that it reaches whatever reads them. */
    static Arbitrary<ObjectNode> object() {
        return objectOf(values(2));
    }

    /** A fixture with parts removed, renamed, added, or replaced by parts of any type and of any other place. */
    static Arbitrary<ObjectNode> mutant() {
        Arbitrary<List<Change>> changes = change().list().ofMinSize(1).ofMaxSize(MAX_CHANGES);
        return Combinators.combine(Arbitraries.of(Fixtures.names()), changes).as((name, all) -> {
            ObjectNode payload = Fixtures.copy(name);
            all.forEach(change -> change.apply(payload));
            return payload;
        });
    }

    private static Arbitrary<Change> change() {
        Arbitrary<Integer> place = Arbitraries.integers().between(0, 999);
        return Combinators.combine(Arbitraries.of(Change.Kind.values()), place, place, name(), values(1))
                .as(Change::new);
    }

    private static Arbitrary<String> name() {
        Arbitrary<String> known = Arbitraries.of(NAMES);
        return Arbitraries.frequencyOf(Tuple.of(9, known), Tuple.of(1, text()));
    }

    private static Arbitrary<JsonNode> values(int depth) {
        Arbitrary<JsonNode> scalar = scalar();
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<JsonNode> inner = Arbitraries.lazy(() -> values(depth - 1));
        return Arbitraries.frequencyOf(
                Tuple.of(4, scalar),
                Tuple.of(1, inner.list().ofMaxSize(4).map(AnyPayload::array)),
                Tuple.of(2, objectOf(inner).map(JsonNode.class::cast)));
    }

    private static Arbitrary<ObjectNode> objectOf(Arbitrary<JsonNode> values) {
        return Arbitraries.maps(name(), values).ofMaxSize(12).map(fields -> {
            ObjectNode object = JSON.objectNode();
            fields.forEach(object::set);
            return object;
        });
    }

    private static JsonNode array(List<JsonNode> items) {
        return JSON.arrayNode().addAll(items);
    }

    private static Arbitrary<JsonNode> scalar() {
        return Arbitraries.oneOf(
                Arbitraries.of(true, false).map(JSON::booleanNode),
                Arbitraries.just(JSON.nullNode()),
                Arbitraries.longs().map(JSON::numberNode),
                numbers().map(JSON::numberNode),
                text().map(JSON::textNode),
                meaningful().map(JSON::textNode));
    }

    // Longer than a long, and with exponents up to the largest that a decimal has.
    private static Arbitrary<BigDecimal> numbers() {
        Arbitrary<BigInteger> digits =
                Arbitraries.bigIntegers().between(BigInteger.TEN.pow(40).negate(), BigInteger.TEN.pow(40));
        Arbitrary<Integer> scale = Arbitraries.oneOf(
                Arbitraries.integers().between(-5, 5), Arbitraries.integers().between(-2_000_000_000, 2_000_000_000));
        return Combinators.combine(digits, scale).as(BigDecimal::new);
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings().ofMaxLength(12);
    }

    // What the translation looks for: types, notifications, addresses, times, signs.
    private static Arbitrary<String> meaningful() {
        return Arbitraries.of(
                "ReceivedCallback",
                "MessageStatusCallback",
                "DeliveryCallback",
                "PresenceChatCallback",
                "ConnectedCallback",
                "DisconnectedCallback",
                "ProxyCallback",
                "REVOKE",
                "CALL_",
                "GROUP_",
                "NEWSLETTER_",
                "PROFILE_",
                "CHAT_LABEL_ASSOCIATION",
                "MESSAGE_",
                "MESSAGE_READ",
                "",
                "@lid",
                "5500940002001",
                "118203344556688",
                "118203344556688@lid",
                "120363000000471100-group",
                "status@broadcast",
                "1772359614000",
                "1e9",
                "-0.0",
                "true",
                "http://user:secret@proxy",
                "\ud800",
                "\u0000");
    }

    private static List<String> namesOfFixtures() {
        Set<String> names = new TreeSet<>();
        Fixtures.names().forEach(fixture -> collectNames(Fixtures.copy(fixture), names));
        return List.copyOf(names);
    }

    private static void collectNames(JsonNode node, Set<String> names) {
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(child -> collectNames(child, names));
    }

    /**
     * One change of a payload.
     *
     * @param place counts the fields in the order of the tree; from the start again behind the last
     * @param source the place that is copied from
     */
    private record Change(Kind kind, int place, int source, String name, JsonNode value) {
        void apply(ObjectNode payload) {
            List<Place> places = new ArrayList<>();
            collectPlaces(payload, places);
            if (places.isEmpty()) {
                return;
            }
            Place at = places.get(place % places.size());
            switch (kind) {
                case REPLACE -> at.holder.set(at.name, value);
                case REMOVE -> at.holder.remove(at.name);
                case RENAME -> at.holder.set(name, at.holder.remove(at.name));
                case ADD -> at.holder.set(name, value);
                case COPY ->
                    at.holder.set(
                            at.name, places.get(source % places.size()).value().deepCopy());
                case REPEAT -> at.holder.set(at.name, array(List.of(at.value(), value, at.value())));
            }
        }

        private static void collectPlaces(JsonNode node, List<Place> places) {
            if (node instanceof ObjectNode object) {
                object.fieldNames().forEachRemaining(name -> places.add(new Place(object, name)));
            }
            node.forEach(child -> collectPlaces(child, places));
        }

        private enum Kind {
            REPLACE,
            REMOVE,
            RENAME,
            ADD,
            COPY,
            REPEAT
        }

        private record Place(ObjectNode holder, String name) {
            JsonNode value() {
                return holder.get(name);
            }
        }
    }
}
