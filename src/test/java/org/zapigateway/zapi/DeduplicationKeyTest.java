package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.event.CanonicalEvent;

/** What is a repeat and what is news (FIELD_CATALOGUE section 9, DESIGN "Duplicates"). */
class DeduplicationKeyTest {
    private static final Consumer<ObjectNode> UNCHANGED = payload -> {};

    static List<String> namesWithStableIds() {
        return Fixtures.names().stream()
                .filter(name -> !name.startsWith("chat-presence/"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("namesWithStableIds")
    void theSameBodyHasTheSameIds(String name) {
        assertThat(ids(name, UNCHANGED)).isEqualTo(ids(name, UNCHANGED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("namesWithStableIds")
    void theOrderOfTheKeysDoesNotMatter(String name) {
        ObjectNode payload = Fixtures.copy(name);

        assertThat(ids(reversed(payload))).isEqualTo(ids(payload));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message-received/text",
                "message-received/image",
                "message-received/unrecognised-content",
                "message-received/live-location",
                "message-sent/text-in-group",
                "message-edited/text",
                "message-edited/without-target",
                "message-reaction/removed",
                "message-waiting/in-group",
                "message-deleted/revoked",
                "call-changed/ringing",
                "group-changed/participant-add",
                "notification/wa-old-registration"
            })
    void aReSendWithANewTimeAndNewPhotosIsARepeat(String name) {
        Consumer<ObjectNode> resent = payload -> payload.put("momment", 1772999999000L)
                .put("photo", "https://pps.whatsapp.net/other.jpg")
                .put("senderPhoto", "https://pps.whatsapp.net/another.jpg")
                .put("senderName", "Outro Nome");

        assertThat(ids(name, resent)).isEqualTo(ids(name, UNCHANGED));
    }

    @ParameterizedTest
    @CsvSource({
        "message-received/text, instanceId, 3D0000000000000000000000000000FF",
        "message-received/text, chatLid, 70000000000001@lid",
        "message-received/text, messageId, 3EB0OTHER",
        "message-received/text-in-group-reply, phone, 120363000000000001-group",
        "message-received/text-in-group-reply, participantPhone, 5521900000000",
        "message-received/text-legacy-group, participantPhone, 5521900000000",
        "message-received/live-location, messageId, 3EB0OTHER",
        "message-edited/text, messageId, 3A0EDIT0000000000009",
        "message-edited/text, editMessageId, 3AF0OTHER",
        "message-deleted/revoked-in-group, participantPhone, 5521900000000",
        "message-status/played-in-group, status, READ",
        "message-status/played-in-group, participant, 5521900000000",
        "message-status/played-in-group, participantDevice, 5",
        "message-status/played-in-group, momment, 1772999999000",
        "message-status/read, phoneDevice, 5",
        "message-status/read, phone, 5511900000000",
        "message-delivery/accepted, zaapId, 3DOTHER",
        "message-delivery/accepted, error, timeout",
        "call-changed/ringing, notification, CALL_ENDED",
        "call-changed/ringing, callId, CA1100000000000000000000000000FF",
        "instance-connected/connected, momment, 1772999999000",
        "instance-proxy-failed/credentials, error, another",
        "profile-changed/name, profileName, Outra",
        "profile-changed/name, momment, 1772999999000",
        "chat-labelled/several-chats, momment, 1772999999000",
        "unrecognised/unknown-type, type, OtherCallback"
    })
    void newsHasAnotherId(String name, String field, String value) {
        assertThat(ids(name, payload -> payload.put(field, value))).doesNotContainAnyElementsOf(ids(name, UNCHANGED));
    }

    @Test
    void aMessageFromMeIsNotTheOneWithTheSameIdFromTheOtherParty() {
        assertThat(ids("message-received/text", payload -> payload.put("fromMe", true)))
                .isNotEqualTo(ids("message-received/text", UNCHANGED));
    }

    @Test
    void aDeletionIsNotTheMessageWhoseIdItReuses() {
        String messageId =
                Fixtures.copy("message-received/text").path("messageId").asText();

        assertThat(ids("message-deleted/revoked", payload -> payload.put("messageId", messageId)))
                .isNotEqualTo(ids("message-received/text", UNCHANGED));
    }

    @Test
    void aPlaceholderIsNotTheContentThatFollowsUnderItsId() {
        Consumer<ObjectNode> content = payload -> {
            payload.putObject("text").put("message", "agora sim");
            payload.put("waitingMessage", false);
        };

        assertThat(ids("message-waiting/in-group", content)).isNotEqualTo(ids("message-waiting/in-group", UNCHANGED));
    }

    @Test
    void unknownContentUnderAMessagesIdIsNotThatMessage() {
        Consumer<ObjectNode> unknown = payload -> {
            payload.remove("text");
            payload.putObject("holographicGreeting").put("angle", 3);
        };

        assertThat(ids("message-received/text", unknown)).isNotEqualTo(ids("message-received/text", UNCHANGED));
    }

    @Test
    void theEventsOfOneCallDiffer() {
        List<String> ids = new ArrayList<>();
        for (String state : List.of("RECEIVED", "ACCEPTED", "STARTED", "ENDED", "MISSED")) {
            ids.addAll(ids("call-changed/ringing", payload -> payload.put("notification", "CALL_" + state)));
        }

        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void twoEditsWithoutTargetDifferInWhatTheySay() {
        assertThat(ids("message-edited/without-target", payload -> text(payload, "mais uma vez")))
                .isNotEqualTo(ids("message-edited/without-target", UNCHANGED));
    }

    @Test
    void twoEditsThatBearTheEditedMessagesIdDifferInWhatTheySay() {
        Consumer<ObjectNode> first = payload ->
                payload.put("messageId", payload.path("editMessageId").asText());

        assertThat(ids("message-edited/text", first.andThen(payload -> text(payload, "segunda correção"))))
                .isNotEqualTo(ids("message-edited/text", first));
    }

    @Test
    void aReactionItsRemovalAndItsReturnAreThreeEventsEvenUnderOneId() {
        List<String> ids = new ArrayList<>();
        ids.addAll(ids("message-reaction/emoji", UNCHANGED));
        ids.addAll(ids("message-reaction/emoji", payload -> reaction(payload, "", 1772700200000L)));
        ids.addAll(ids("message-reaction/emoji", payload -> reaction(payload, "❤️", 1772700300000L)));

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void thePositionsOfOneLiveLocationAreSeveralEvents() {
        Consumer<ObjectNode> moved =
                payload -> ((ObjectNode) payload.path("liveLocation").path("sequence")).put("low", 5);

        assertThat(ids("message-received/live-location", moved))
                .isNotEqualTo(ids("message-received/live-location", UNCHANGED));
    }

    @Test
    void thePositionsOfOneLiveLocationDifferInWhatTheySayWhenNoSequenceIsReadable() {
        Consumer<ObjectNode> here = payload -> ((ObjectNode) payload.path("liveLocation")).put("sequence", "?");
        Consumer<ObjectNode> there =
                here.andThen(payload -> ((ObjectNode) payload.path("liveLocation")).put("latitude", -22.9));
        Consumer<ObjectNode> again = here.andThen(payload -> payload.put("momment", 1772999999000L));

        assertThat(ids("message-received/live-location", there))
                .isNotEqualTo(ids("message-received/live-location", here));
        assertThat(ids("message-received/live-location", again)).isEqualTo(ids("message-received/live-location", here));
    }

    @Test
    void everyMessageOfAStatusHasAnIdOfItsOwn() {
        assertThat(ids("message-status/several-messages-one-twice", UNCHANGED))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void aLaterAcceptanceIsNotTheFailureOfTheSameQueueId() {
        Consumer<ObjectNode> accepted = payload -> payload.remove(List.of("error", "errorCode"));

        assertThat(ids("message-delivery/failed", accepted)).isNotEqualTo(ids("message-delivery/failed", UNCHANGED));
    }

    @Test
    void presenceIsAlwaysNews() {
        assertThat(ids("chat-presence/composing", UNCHANGED)).isNotEqualTo(ids("chat-presence/composing", UNCHANGED));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-05T14:59:59Z, true", "2026-03-05T15:00:00Z, false"})
    void theSameProxyFailureIsARepeatWithinAnHour(Instant again, boolean repeat) {
        String payload = Fixtures.copy("instance-proxy-failed/credentials").toString();
        Instant first = Instant.parse("2026-03-05T14:00:00Z");

        assertThat(ids(payload, again).equals(ids(payload, first))).isEqualTo(repeat);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message-received/text", "message-waiting/view-once", "call-changed/ringing-voice-old"})
    void withoutAnyIdTheTimeTellsARepeatFromNews(String name) {
        Consumer<ObjectNode> anonymous = payload -> payload.remove(List.of("messageId", "callId"));
        Consumer<ObjectNode> later = anonymous.andThen(payload -> payload.put("momment", 1772999999000L));

        assertThat(ids(name, anonymous)).isEqualTo(ids(name, anonymous)).isNotEqualTo(ids(name, later));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message-received/text",
                "profile-changed/name",
                "chat-labelled/several-chats",
                "instance-connected/connected",
                "unrecognised/unknown-type"
            })
    void withoutIdAndTimeNothingIsTakenForARepeat(String name) {
        Consumer<ObjectNode> bare = payload -> payload.remove(List.of("messageId", "momment"));

        assertThat(ids(name, bare)).doesNotContainAnyElementsOf(ids(name, bare));
    }

    @Test
    void aRepeatLaterInTheDayIsStillARepeat() {
        String payload = Fixtures.copy("message-received/text").toString();

        assertThat(ids(payload, Fixtures.ARRIVED_AT.plus(Duration.ofHours(9))))
                .isEqualTo(ids(payload, Fixtures.ARRIVED_AT));
    }

    private static void text(ObjectNode payload, String text) {
        payload.putObject("text").put("message", text);
    }

    private static void reaction(ObjectNode payload, String value, long time) {
        ((ObjectNode) payload.path("reaction")).put("value", value).put("time", time);
    }

    private static List<String> ids(String name, Consumer<ObjectNode> change) {
        ObjectNode payload = Fixtures.copy(name);
        change.accept(payload);
        return ids(payload);
    }

    private static List<String> ids(JsonNode payload) {
        return ids(payload.toString(), Fixtures.ARRIVED_AT);
    }

    private static List<String> ids(String payload, Instant arrivedAt) {
        return Fixtures.translator(true).translate(Fixtures.payload(payload), arrivedAt).stream()
                .map(CanonicalEvent::id)
                .toList();
    }

    private static JsonNode reversed(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        Collections.reverse(names);
        ObjectNode reversed = Fixtures.JSON.createObjectNode();
        names.forEach(name -> reversed.set(name, reversed(node.get(name))));
        return reversed;
    }
}
