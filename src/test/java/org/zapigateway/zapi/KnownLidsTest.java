package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.zapigateway.event.EventJson;

class KnownLidsTest {
    private final ZapiTranslator translator = Fixtures.translator(false);

    @Test
    void bareDigitsAreTheLidThatAnEarlierEventNamed() {
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

    private String translated(String payload) {
        return EventJson.write(translator
                .translate(Fixtures.payload(payload.replace('\'', '"')), Fixtures.ARRIVED_AT)
                .get(0));
    }
}
