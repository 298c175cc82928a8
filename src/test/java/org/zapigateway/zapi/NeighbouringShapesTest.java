package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.Chat;
import org.zapigateway.event.ChatKind;
import org.zapigateway.event.DeletionData;
import org.zapigateway.event.EventType;
import org.zapigateway.event.MessageData;
import org.zapigateway.event.Person;

/** Shapes beside the usual ones, of which captures and documentation hold few examples or none. */
class NeighbouringShapesTest {
    @Test
    void aLidInThePhoneIsTheChatsLidAndNoPhone() {
        CanonicalEvent event = translated("message-received/text-lid-chat");

        assertThat(event.data().chat())
                .isEqualTo(new Chat(
                        "70055667788990@lid",
                        ChatKind.DIRECT,
                        null,
                        "70055667788990@lid",
                        event.data().chat().name()));
        assertThat(sender(event).phone()).isNull();
        assertThat(sender(event).lid()).isEqualTo("70055667788990@lid");
    }

    @Test
    void aLegacyGroupIdWithoutSuffixIsAGroupEvenWithoutFlags() {
        CanonicalEvent event = translated("message-received/text-legacy-group-flags-absent");

        assertThat(event.data().chat().kind()).isEqualTo(ChatKind.GROUP);
        assertThat(event.data().chat().phone()).isNull();
        assertThat(sender(event).address()).isNotEqualTo(event.subject());
    }

    @Test
    void theStatusIsAChatOfItsOwnKindInStatusesAndMessages() {
        assertThat(List.of(
                        translated("message-status/status-viewed"),
                        translated("message-received/image-status-broadcast")))
                .extracting(event -> event.data().chat())
                .containsOnly(new Chat("status@broadcast", ChatKind.STATUS, null, null, null));
    }

    @Test
    void withoutFlagsTheSuffixAndTheContentDecide() {
        CanonicalEvent inGroup = translated("message-received/text-in-group-flags-absent");
        CanonicalEvent statusReply = translated("message-received/text-status-reply-without-flag");
        CanonicalEvent old = translated("message-received/text-old-payload");

        assertThat(inGroup.data().chat().kind()).isEqualTo(ChatKind.GROUP);
        assertThat(((MessageData) statusReply.data()).statusReply()).isTrue();
        assertThat(old.data().fromMe()).isFalse();
        assertThat(old.data().envelope().fromApi()).isNull();
        assertThat(((MessageData) old.data()).forwarded()).isNull();
    }

    @Test
    void aSecondEditOfOneMessageIsAnEventOfItsOwnWithTheSameTarget() {
        CanonicalEvent first = translated("message-edited/text");
        CanonicalEvent second = translated("message-edited/second-edit");

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(List.of(first, second))
                .extracting(event -> ((MessageData) event.data()).targetMessageId())
                .containsOnly("3AF0ORIGINAL00000001");
    }

    @Test
    void theFiveEventsOfOneCallThatShareAnIdAreFiveEvents() {
        ObjectNode call = Fixtures.copy("call-changed/ringing");
        call.put("messageId", call.path("callId").asText());
        List<CanonicalEvent> events = Stream.of("RECEIVED", "ACCEPTED", "STARTED", "ENDED", "MISSED")
                .flatMap(state -> Fixtures.translate(
                        call.put("notification", "CALL_" + state).toString())
                        .stream())
                .toList();

        assertThat(events).extracting(CanonicalEvent::id).hasSize(5).doesNotHaveDuplicates();
        assertThat(events)
                .extracting(event -> event.data().messageId())
                .containsOnly(call.path("callId").asText());
    }

    @Test
    void aDeletionThatBearsTheIdOfWhatItDeletesIsNoRepeatOfIt() {
        ObjectNode message = Fixtures.copy("message-received/text").put("messageId", "3EB0DELETED000000001");
        CanonicalEvent deleted = Fixtures.translate(message.toString()).get(0);
        CanonicalEvent deletion = translated("message-deleted/revoked");

        assertThat(deletion.type()).isEqualTo(EventType.MESSAGE_DELETED);
        assertThat(((DeletionData) deletion.data()).targetMessageId())
                .isEqualTo(deleted.data().messageId());
        assertThat(deletion.id()).isNotEqualTo(deleted.id());
    }

    @Test
    void theSameIdThatTwoClientsChoseInTwoChatsIsTwoMessages() {
        ObjectNode message = Fixtures.copy("message-received/text").put("messageId", "ABCDABCD1234");
        CanonicalEvent one = Fixtures.translate(message.toString()).get(0);
        message.put("phone", "5511987650002").put("chatLid", "70011223344557@lid");
        CanonicalEvent other = Fixtures.translate(message.toString()).get(0);

        assertThat(other.id()).isNotEqualTo(one.id());
    }

    private static Person sender(CanonicalEvent event) {
        return event.data().envelope().sender();
    }

    private static CanonicalEvent translated(String name) {
        return Fixtures.translate(Fixtures.copy(name).toString()).get(0);
    }
}
