package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zapigateway.event.EventJson;

/** The unit of each time that Z-API sends (FIELD_CATALOGUE section 10). */
class TimeUnitsTest {
    @ParameterizedTest(name = "{0} {1}/{2} = {3}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "message-received/text, ``, momment, 1772700061003, /time, 2026-03-05T08:41:01.003Z",
                "message-deleted/revoked, ``, momment, 1772790001234, /time, 2026-03-06T09:40:01.234Z",
                "message-status/read, ``, momment, 1772704270000, /time, 2026-03-05T09:51:10.000Z",
                "message-delivery/accepted, ``, momment, 1772704270123, /time, 2026-03-05T09:51:10.123Z",
                "instance-connected/connected, ``, momment, 1772704270123, /time, 2026-03-05T09:51:10.123Z",
                "instance-disconnected/seconds, ``, momment, 1772704270, /time, 2026-03-05T09:51:10.000Z",
                "instance-disconnected/seconds, ``, momment, 1772704270123, /time, 2026-03-05T09:51:10.123Z",
                "message-reaction/emoji, /reaction, time, 1772704270123, /data/reactedAt, 2026-03-05T09:51:10.123Z",
                "message-received/calendar-reply, /eventResponse, time, 1772704270123, /data/content/respondedAt,"
                        + " 2026-03-05T09:51:10.123Z",
                "message-received/payment-request, /requestPayment, expiration, 1772704270123, /data/content/expiresAt,"
                        + " 2026-03-05T09:51:10.123Z",
                "message-received/calendar-event, /event, scheduleTime, 1772704270, /data/content/startsAt,"
                        + " 2026-03-05T09:51:10.000Z",
                "message-received/channel-invite, /newsletterAdminInvite, inviteExpiration, 1772704270,"
                        + " /data/content/expiresAt, 2026-03-05T09:51:10.000Z",
                "message-received/pin, /pinMessage, pinDurationInSecs, 604800, /data/content/seconds, 604800",
                "message-received/text, ``, messageExpirationSeconds, 7776000, /data/expiresAfterSeconds, 7776000"
            })
    void aTimeIsReadInItsUnit(String name, String place, String field, long sent, String path, String told)
            throws Exception {
        ObjectNode payload = Fixtures.copy(name);
        ((ObjectNode) payload.at(place)).put(field, sent);

        assertThat(translated(payload).at(path).asText()).isEqualTo(told);
    }

    @Test
    void aLiveLocationCountsMicrosecondsInTwoHalves() throws Exception {
        ObjectNode payload = Fixtures.copy("message-received/live-location");
        long micros = 1_772_704_270_123_456L;
        ((ObjectNode) payload.at("/liveLocation/sequence"))
                .put("low", (int) micros)
                .put("high", (int) (micros >> 32));

        assertThat(translated(payload).at("/data/content/sequence").asLong()).isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource({"chat-presence/composing", "instance-proxy-failed/credentials"})
    void whatHasNoTimeHappenedWhenItArrived(String name) throws Exception {
        JsonNode event = translated(Fixtures.copy(name));

        assertThat(event.path("time")).isEqualTo(event.at("/data/receivedAt"));
    }

    @Test
    void aFileLivesThirtyDaysFromTheEvent() throws Exception {
        ObjectNode payload = Fixtures.copy("message-received/image").put("momment", 1772704270000L);

        assertThat(translated(payload).at("/data/content/expiresAt").asText()).isEqualTo("2026-04-04T09:51:10.000Z");
    }

    private static JsonNode translated(ObjectNode payload) throws Exception {
        return Fixtures.JSON.readTree(
                EventJson.write(Fixtures.translate(payload.toString()).get(0)));
    }
}
