package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.event.CanonicalEvent;

/** What Z-API may begin to send: it stays in the original, and the event names it. */
class UnmappedFieldsTest {
    @ParameterizedTest(name = "{2}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "message-received/text, ``, newThing",
                "message-received/text, /text, text.newThing",
                "message-received/poll, /poll/options/0, poll.options[].newThing",
                "message-received/list, /listMessage/sections/0/options/0, listMessage.sections[].options[].newThing",
                "message-sent/carousel, /carouselMessage/cards/0/header, carouselMessage.cards[].header.newThing",
                "message-reaction/emoji, /reaction/referencedMessage, reaction.referencedMessage.newThing",
                "message-status/read, ``, newThing",
                "message-delivery/accepted, ``, newThing",
                "chat-presence/composing, ``, newThing",
                "chat-labelled/several-chats, /notificationParameters/0, notificationParameters[].newThing",
                "instance-connected/connected, ``, newThing"
            })
    void aFieldThatIsNotKnownIsNamed(String name, String place, String path) {
        ObjectNode payload = Fixtures.copy(name);
        ((ObjectNode) payload.at(place)).putObject("newThing").put("secret", 1);

        assertThat(unmapped(payload)).containsExactly(path);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "text, `\"plain\"`, text",
                "text, `{\"message\":{\"body\":\"x\"}}`, text.message",
                "text, `[{\"message\":\"x\"}]`, text",
                "poll, `{\"options\":[\"a\",\"b\"]}`, poll.options[]",
                "contact, `{\"phones\":[{\"phone\":\"x\"}]}`, contact.phones[]",
                "hologram, `{\"message\":\"x\"}`, hologram",
                "hologram, false, hologram",
                "chatName, `{\"first\":\"x\"}`, chatName",
                // So far only null was sent.
                "code, 5, code",
                "expiresAt, 5, expiresAt"
            })
    void aKnownFieldOfAShapeThatIsNotKnownIsNamed(String field, String value, String path) throws Exception {
        ObjectNode payload = Fixtures.copy("message-received/text");
        payload.set(field, Fixtures.JSON.readTree(value));

        assertThat(unmapped(payload)).containsExactly(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "{}", "[]"})
    void whatSaysNothingIsNotNamed(String nothing) throws Exception {
        ObjectNode payload = Fixtures.copy("message-received/text");
        payload.set("newThing", Fixtures.JSON.readTree(nothing));
        payload.set("poll", Fixtures.JSON.readTree(nothing));

        assertThat(unmapped(payload)).isEmpty();
    }

    @Test
    void thePathsAreSortedAndDistinct() throws Exception {
        ObjectNode payload = Fixtures.copy("message-received/text");
        payload.remove("text");
        payload.put("zebra", 1);
        payload.set("poll", Fixtures.JSON.readTree("{\"options\":[{\"name\":\"a\",\"x\":1},{\"x\":2}],\"ape\":1}"));

        assertThat(unmapped(payload)).containsExactly("poll.ape", "poll.options[].x", "zebra");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5511987650001",
                "Ana Prado",
                "Ana",
                "ANA",
                "Ana_Prado",
                "ana-prado",
                "p5511987650001",
                "_5511987650001",
                "a.b",
                "a\"b",
                "80022334455667@lid",
                "",
                "ã",
                "*"
            })
    void aNameThatIsNoPlainWordIsNotShown(String name) {
        ObjectNode payload = Fixtures.copy("message-received/text");
        ((ObjectNode) payload.path("text")).put(name, "x");

        assertThat(unmapped(payload)).containsExactly("text.*");
    }

    @Test
    void anyNumberOfNamesOfAnyLengthIsBounded() {
        ObjectNode payload = Fixtures.copy("message-received/text");
        ObjectNode text = (ObjectNode) payload.path("text");
        for (int i = 0; i < 5_000; i++) {
            payload.put("field" + i, "x");
        }
        text.put("x".repeat(41), "x");

        assertThat(unmapped(payload)).hasSize(Shape.MAX_PATHS).allSatisfy(path -> assertThat(path)
                .hasSizeLessThan(80));
    }

    /** Names of people can look like words, but where Z-API has new fields, these are few. */
    @Test
    void anObjectThatIsKeyedBySomethingIsNamedWithoutItsKeys() {
        ObjectNode payload = Fixtures.copy("message-received/text");
        for (char name = 'a'; name <= 'i'; name++) {
            ((ObjectNode) payload.path("text")).put("ana" + name, "x");
        }

        assertThat(unmapped(payload)).containsExactly("text.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"newThing", "mediaURL", "sha256", "senderLid", "x", "mimetype"})
    void aNameAsZapiWritesItIsShown(String name) {
        ObjectNode payload = Fixtures.copy("message-received/text");
        ((ObjectNode) payload.path("text")).put(name, "x");

        assertThat(unmapped(payload)).containsExactly("text." + name);
    }

    @Test
    void ofAnUnknownTypeEveryFieldBeyondTheEnvelopeIsNamed() {
        ObjectNode payload = Fixtures.copy("message-received/text").put("type", "AllChatsCallback");
        payload.putArray("chats").addObject().put("name", "x");

        assertThat(unmapped(payload)).contains("chats", "text").doesNotContain("phone", "chatName", "isGroup", "type");
    }

    @Test
    void theEventsOfOneCallbackShareThem() {
        ObjectNode payload = Fixtures.copy("message-status/read").put("newThing", 1);
        payload.putArray("ids").add("3EB0A").add("3EB0B");

        assertThat(Fixtures.translate(payload.toString()))
                .extracting(event -> event.data().unmappedFields())
                .containsExactly(List.of("newThing"), List.of("newThing"));
    }

    private static List<String> unmapped(ObjectNode payload) {
        List<CanonicalEvent> events = Fixtures.translate(payload.toString());
        return events.get(0).data().unmappedFields();
    }
}
