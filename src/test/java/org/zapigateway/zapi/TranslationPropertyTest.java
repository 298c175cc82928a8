package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.zapigateway.event.CanonicalEvent;

/** What holds for every payload, tried with payloads that nobody has thought of. */
class TranslationPropertyTest {
    @Property
    void anyObjectBecomesWholeEvents(@ForAll("objects") ObjectNode payload) throws Exception {
        Faithful.translation(parsed(payload));
    }

    @Property
    void aFixtureWithWhateverChangesBecomesWholeEvents(@ForAll("mutants") ObjectNode payload) throws Exception {
        Faithful.translation(parsed(payload));
    }

    @Property
    void theOrderOfTheKeysIsNoNews(@ForAll("mutants") ObjectNode payload, @ForAll Random random) {
        // Not presence, nor what has neither id nor time: their ids are random (DESIGN "Duplicates").
        Assume.that(ids(payload).equals(ids(payload)));

        assertThat(ids(shuffled(payload, random))).isEqualTo(ids(payload));
    }

    @Property
    void whatAReSendChangesIsNoNews(@ForAll("mutants") ObjectNode payload, @ForAll("resends") ObjectNode resend) {
        // A message or a notification that bears an id; labels have none of their own.
        payload.put("type", "ReceivedCallback").put("messageId", "3EB0D7F14C2A9B6E5081");
        Assume.that(
                !"CHAT_LABEL_ASSOCIATION".equals(payload.path("notification").asText()));

        assertThat(ids(payload.deepCopy().setAll(resend))).isEqualTo(ids(payload));
    }

    @Property(tries = 5_000)
    void eventsHaveOneIdExactlyWhenNothingTellsThemApart(@ForAll("alike") AnyKey.Pair events) {
        assertThat(ids(events.one()).equals(ids(events.other())))
                .isEqualTo(events.one().equals(events.other()));
    }

    @Property
    void eventsOfDifferentKindsHaveDifferentIds(@ForAll("strangers") AnyKey.Pair events) {
        assertThat(ids(events.one()).equals(ids(events.other())))
                .isEqualTo(events.one().equals(events.other()));
    }

    @Property(tries = 100)
    void aStatusIsOneEventForEachOfItsMessages(
            @ForAll @Size(min = 1, max = 40)
                    List<@StringLength(min = 1, max = 3) @CharRange(from = 'A', to = 'C') String> messages)
            throws Exception {
        ObjectNode payload = Fixtures.copy("message-status/read");
        payload.set("ids", Fixtures.JSON.valueToTree(messages));

        assertThat(Faithful.translation(parsed(payload)))
                .extracting(event -> event.data().messageId())
                .containsExactlyElementsOf(new LinkedHashSet<>(messages));
    }

    @Provide
    Arbitrary<ObjectNode> resends() {
        Arbitrary<String> words =
                Arbitraries.of("https://pps.whatsapp.net/other.jpg", "Outro Nome", "WhatsApp", "", "5500940002001");
        Arbitrary<Long> times = Arbitraries.longs().between(0, 2_000_000_000_000L);
        return Combinators.combine(times, words, words, words, words)
                .as((time, photo, senderPhoto, chatName, senderName) -> Fixtures.JSON
                        .createObjectNode()
                        .put("momment", time)
                        .put("photo", photo)
                        .put("senderPhoto", senderPhoto)
                        .put("chatName", chatName)
                        .put("senderName", senderName));
    }

    @Provide
    Arbitrary<AnyKey.Pair> alike() {
        return AnyKey.alike();
    }

    @Provide
    Arbitrary<AnyKey.Pair> strangers() {
        return AnyKey.strangers();
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return AnyPayload.object();
    }

    @Provide
    Arbitrary<ObjectNode> mutants() {
        return AnyPayload.mutant();
    }

    private static ZapiPayload parsed(ObjectNode payload) {
        return Fixtures.payload(Fixtures.compact(payload));
    }

    private static List<String> ids(JsonNode payload) {
        return Fixtures.translate(Fixtures.compact(payload)).stream()
                .map(CanonicalEvent::id)
                .toList();
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Fixtures.JSON.createArrayNode();
            array.forEach(item -> copy.add(shuffled(item, random)));
            return copy;
        }
        if (!node.isObject()) {
            return node;
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        Collections.shuffle(names, random);
        ObjectNode copy = Fixtures.JSON.createObjectNode();
        names.forEach(name -> copy.set(name, shuffled(node.get(name), random)));
        return copy;
    }
}
