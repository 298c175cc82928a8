package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.zapigateway.event.EventJson;

class KnownLidsTest {
    private static final Instant NOW = Instant.parse("2026-03-05T14:00:00Z");

    private final ZapiTranslator translator = new ZapiTranslator(false, instance -> null);

    @Test
    void bareDigitsAreTheLidThatAnEarlierEventNamed() throws MalformedPayloadException {
        String status = "{'type':'MessageStatusCallback','instanceId':'A','phone':'1-group','isGroup':true,'ids':['m'],"
                + "'status':'READ','momment':1772359530000,'participant':'9447193484697'}";

        assertThat(translated(status)).contains("\"phone\":\"9447193484697\"");
        translated("{'type':'ReceivedCallback','instanceId':'A','phone':'1-group','isGroup':true,'messageId':'m',"
                + "'participantPhone':'5511999990001','participantLid':'9447193484697@lid','text':{'message':'x'}}");

        assertThat(translated(status))
                .contains("\"lid\":\"9447193484697@lid\",\"address\":\"9447193484697\"")
                .doesNotContain("\"phone\":\"9447193484697\"");
        assertThat(translated(status.replace("'A'", "'B'"))).contains("\"phone\":\"9447193484697\"");
    }

    private String translated(String payload) throws MalformedPayloadException {
        byte[] json = payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return EventJson.write(
                translator.translate(ZapiPayload.parse(json), NOW).get(0));
    }
}
