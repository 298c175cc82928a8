package org.zapigateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.zapigateway.event.content.Text;

class EventJsonTest {
    private static final Instant TIME = Instant.parse("2021-09-21T12:50:38Z");
    private static final Chat CHAT = new Chat("5511987650001", ChatKind.DIRECT, "5511987650001", null, null);

    @Test
    void writesACloudEventWithTheOriginalLast() {
        assertThat(EventJson.write(event("{\"type\":\"ReceivedCallback\"}")))
                .isEqualTo(
                        """
                        {"specversion":"1.0","id":"00112233445566778899aabbccddeeff","source":"/zapi/instances/3D",\
                        "type":"message.received","subject":"5511987650001","time":"2021-09-21T12:50:38.000Z",\
                        "datacontenttype":"application/json","dataschema":"urn:zapi-gateway:schema:message.received:1",\
                        "data":{"instanceId":"3D","messageId":"3EB0",\
                        "chat":{"id":"5511987650001","kind":"direct","phone":"5511987650001"},"fromMe":false,\
                        "receivedAt":"2021-09-21T12:50:38.007Z","content":{"kind":"text","text":"Olá 📦"},\
                        "original":{"type":"ReceivedCallback"}}}""");
    }

    @Test
    void copiesTheOriginalUntouched() {
        String original = "{\"id\":99999999999999999999, \"a\":1.50,\"a\":1E2,\"z\":\"\\u0000\\ud800\\/\"}";

        assertThat(EventJson.write(event(original))).endsWith(",\"original\":" + original + "}}");
    }

    @Test
    void leavesOutWhatIsAbsent() {
        assertThat(EventJson.write(event(null))).doesNotContain("null", "original", "fromApi", "replyTo");
    }

    @Test
    void leavesOutTheSubjectOfAnEventWithoutChat() {
        var envelope = new Envelope("3D", null, null, null, null, null, null, TIME, null);
        var data = new InstanceData(envelope, true, null, null, null, null);
        var event = new CanonicalEvent("id", EventType.INSTANCE_CONNECTED, "/zapi/instances/3D", null, TIME, data);

        assertThat(EventJson.write(event))
                .doesNotContain("subject")
                .endsWith("\"data\":{\"instanceId\":\"3D\",\"receivedAt\":\"2021-09-21T12:50:38.000Z\","
                        + "\"connected\":true}}");
    }

    @Test
    void timesHaveThreeDigitsOfASecond() {
        assertThat(EventJson.time(TIME)).isEqualTo("2021-09-21T12:50:38.000Z");
        assertThat(EventJson.time(TIME.plusNanos(999_999_999))).isEqualTo("2021-09-21T12:50:38.999Z");
    }

    @Test
    void anEventInALogShowsNoChat() {
        assertThat(event("{}")).hasToString("message.received 00112233445566778899aabbccddeeff");
    }

    private static CanonicalEvent event(String original) {
        var envelope = new Envelope("3D", null, "3EB0", CHAT, null, false, null, TIME.plusMillis(7), null);
        var data = new MessageData(
                envelope, null, null, null, null, null, null, null, null, new Text("Olá 📦", null), original);
        return new CanonicalEvent(
                "00112233445566778899aabbccddeeff",
                EventType.MESSAGE_RECEIVED,
                "/zapi/instances/3D",
                CHAT.id(),
                TIME,
                data);
    }
}
