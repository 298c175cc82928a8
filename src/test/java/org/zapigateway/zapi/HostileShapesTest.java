package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.DeliveryData;
import org.zapigateway.event.DeliveryOutcome;
import org.zapigateway.event.EventType;
import org.zapigateway.event.StatusData;

/** Any field may have any JSON type. Nothing throws, and nothing is lost. */
@ExtendWith(OutputCaptureExtension.class)
class HostileShapesTest {
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-7",
            "99999999999999999999999999",
            "1e400",
            "-0.0",
            "\"\"",
            "\"x\"",
            "\"\\u0000\\ud800\"",
            "\"@lid\"",
            "[]",
            "{}",
            "[null,1,\"a\",[],{}]",
            "{\"messageId\":[],\"value\":{}}");

    static List<String> names() {
        return Fixtures.names();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void everyFieldMayHaveEveryType(String name) throws Exception {
        for (Runnable mutation : mutations(Fixtures.copy(name))) {
            mutation.run();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":null}",
                "{\"type\":{}}",
                "{\"type\":\"ReceivedCallback\"}",
                "{\"type\":\"ReceivedCallback\",\"phone\":{}}",
                "{\"type\":\"DoesNotExist\",\"phone\":\"5511987650001\"}",
                "{\"type\":\"MessageStatusCallback\",\"ids\":{},\"status\":\"READ\"}",
                "{\"type\":\"MessageStatusCallback\",\"ids\":[null,{}],\"status\":\"READ\"}",
                "{\"type\":\"MessageStatusCallback\",\"ids\":[\"3A\"]}",
                "{\"type\":\"PresenceChatCallback\",\"status\":5.5}"
            })
    void whatSaysNothingIsUnrecognisedAndKeepsItsOriginalEvenWhenOriginalsAreLeftOut(String payload) throws Exception {
        List<CanonicalEvent> events =
                Fixtures.translator(false).translate(Fixtures.payload(payload), Fixtures.ARRIVED_AT);

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.UNRECOGNISED);
            assertThat(event.data().original()).isEqualTo(payload);
        });
    }

    @Test
    void theTypeIsMatchedWhateverItsCase() {
        assertThat(Fixtures.translate(Fixtures.copy("message-received/text")
                        .put("type", "ReceivedCallBack")
                        .toString()))
                .extracting(CanonicalEvent::type)
                .containsExactly(EventType.MESSAGE_RECEIVED);
    }

    @Test
    void unknownContentKeepsItsOriginalEvenWhenOriginalsAreLeftOut() {
        String unknown = Fixtures.copy("message-received/unrecognised-content").toString();
        String known = Fixtures.copy("message-received/text").toString();
        ZapiTranslator translator = Fixtures.translator(false);

        assertThat(translator.translate(Fixtures.payload(unknown), Fixtures.ARRIVED_AT))
                .extracting(event -> event.data().original())
                .containsExactly(unknown);
        assertThat(translator.translate(Fixtures.payload(known), Fixtures.ARRIVED_AT))
                .extracting(event -> event.data().original())
                .containsOnlyNulls();
    }

    /** Promise 5: what the event has no place for would be nowhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'brandNew':{'coupon':'XYZ'}}",
                "{'image':{'imageUrl':'https://files.example/1'}}",
                "{'reaction':{'value':'👍','referencedMessage':{'messageId':'M0'}}}"
            })
    void whatTheEventHasNoPlaceForKeepsItsOriginalEvenWhenOriginalsAreLeftOut(String more) throws Exception {
        ObjectNode payload = Fixtures.copy("message-received/text");
        payload.setAll((ObjectNode) Fixtures.JSON.readTree(more.replace('\'', '"')));

        assertThat(Fixtures.translator(false).translate(Fixtures.payload(payload.toString()), Fixtures.ARRIVED_AT))
                .extracting(event -> event.data().original())
                .containsExactly(payload.toString());
    }

    @Test
    void aReactionThatIsNeitherTextNorNullIsNoRemoval() {
        ObjectNode payload = Fixtures.copy("message-reaction/emoji");
        ((ObjectNode) payload.path("reaction")).putObject("value");

        assertThat(Fixtures.translate(payload.toString())).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.MESSAGE_RECEIVED);
            assertThat(event.data().contentKind()).isEqualTo("unrecognised");
        });
    }

    @Test
    void aFailureOfOurOwnCostsNoEventAndShowsNothingInTheLog(CapturedOutput output) {
        ZapiTranslator failing = new ZapiTranslator(false, id -> {
            throw new IllegalStateException("failed at " + id);
        });
        String payload = Fixtures.copy("message-received/text").toString();

        assertThat(failing.translate(Fixtures.payload(payload), Fixtures.ARRIVED_AT))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.type()).isEqualTo(EventType.UNRECOGNISED);
                    assertThat(event.data().original()).isEqualTo(payload);
                });
        assertThat(output)
                .contains("IllegalStateException")
                .doesNotContain(Fixtures.INSTANCE, "failed at", "5511987650001", "Ana Prado");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "{\"reason\":\"timeout\"}", "[1]", "42", "\"timeout\""})
    void anErrorOfWhateverTypeIsAFailedDelivery(String error) throws Exception {
        ObjectNode payload = Fixtures.copy("message-delivery/accepted");
        payload.set("error", Fixtures.JSON.readTree(error));

        assertThat(outcome(payload)).isEqualTo(DeliveryOutcome.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "false", "{}", "[]"})
    void anErrorThatSaysNothingIsNone(String error) throws Exception {
        ObjectNode payload = Fixtures.copy("message-delivery/accepted");
        payload.set("error", Fixtures.JSON.readTree(error));

        assertThat(outcome(payload)).isEqualTo(DeliveryOutcome.ACCEPTED);
    }

    private static DeliveryOutcome outcome(ObjectNode payload) {
        return ((DeliveryData) Fixtures.translate(payload.toString()).get(0).data()).outcome();
    }

    @Test
    void aStatusOfVeryManyMessagesIsKeptAsOneEventInsteadOfFillingTheMemory() {
        ObjectNode payload = Fixtures.copy("message-status/read");
        ArrayNode ids = payload.putArray("ids");
        for (int i = 0; i < 500; i++) {
            ids.add(String.format("3EB0%018d", i));
        }
        assertThat(Fixtures.translate(payload.toString())).hasSize(500);

        payload.put("padding", "x".repeat(100_000));
        assertThat(StatusTranslator.translate(callback(payload)))
                .as("what is made before it is counted")
                .isEmpty();
        assertThat(Fixtures.translate(payload.toString()))
                .extracting(CanonicalEvent::type)
                .containsExactly(EventType.UNRECOGNISED);
    }

    @Test
    void labelsOnVeryManyChatsAreKeptAsOneEventInsteadOfFillingTheMemory() {
        ObjectNode payload = Fixtures.copy("chat-labelled/several-chats");
        ArrayNode labels = payload.putArray("notificationParameters");
        for (int i = 0; i < 500; i++) {
            labels.addObject().put("phone", String.format("55119%08d", i)).put("label", "5");
        }
        assertThat(Fixtures.translate(payload.toString())).hasSize(500);

        payload.put("padding", "x".repeat(100_000));
        assertThat(NotificationTranslator.translate(callback(payload)))
                .as("what is made before it is counted")
                .isEmpty();
        assertThat(Fixtures.translate(payload.toString()))
                .extracting(CanonicalEvent::type)
                .containsExactly(EventType.UNRECOGNISED);
    }

    private static Callback callback(ObjectNode payload) {
        return new Callback(Fixtures.payload(payload.toString()), Fixtures.ARRIVED_AT, null, true, new KnownLids());
    }

    @Test
    void aDeletionOfNothingIsAPlainNotification() {
        ObjectNode payload = Fixtures.copy("message-deleted/revoked");
        payload.remove("messageId");

        assertThat(Fixtures.translate(payload.toString()))
                .extracting(CanonicalEvent::type)
                .containsExactly(EventType.NOTIFICATION);
    }

    @Test
    void aStatusThatIsAHistoricPrefixOnlyIsAWordLikeAnyOther() throws Exception {
        ObjectNode payload = Fixtures.copy("message-status/read").put("status", "message_");

        assertThat(Faithful.translation(Fixtures.payload(payload.toString())))
                .extracting(event -> ((StatusData) event.data()).status())
                .containsOnly("MESSAGE_");
    }

    @Test
    void anInstanceIdCannotBreakOutOfTheSource() {
        ObjectNode payload = Fixtures.copy("message-received/text").put("instanceId", "../x y?#%");

        assertThat(Fixtures.translate(payload.toString()))
                .extracting(CanonicalEvent::source)
                .containsExactly("/zapi/instances/..%2Fx%20y%3F%23%25");
    }

    private static List<Runnable> mutations(ObjectNode payload) throws Exception {
        List<Runnable> mutations = new ArrayList<>();
        List<JsonNode> values = new ArrayList<>();
        for (String value : VALUES) {
            values.add(Fixtures.JSON.readTree(value));
        }
        collect(payload, payload, values, mutations);
        return mutations;
    }

    private static void collect(ObjectNode root, JsonNode at, List<JsonNode> values, List<Runnable> mutations) {
        if (at instanceof ObjectNode object) {
            object.fields().forEachRemaining(field -> {
                String name = field.getKey();
                JsonNode before = field.getValue();
                for (JsonNode value : values) {
                    mutations.add(() -> {
                        object.set(name, value);
                        survives(root);
                        object.set(name, before);
                    });
                }
                collect(root, before, values, mutations);
            });
        }
        if (at instanceof ArrayNode array) {
            array.forEach(item -> collect(root, item, values, mutations));
        }
    }

    private static void survives(ObjectNode payload) {
        String text = Fixtures.compact(payload);
        assertThatNoException().as(text).isThrownBy(() -> Faithful.translation(Fixtures.payload(text)));
    }
}
