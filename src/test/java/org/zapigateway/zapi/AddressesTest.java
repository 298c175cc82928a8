package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zapigateway.event.Chat;
import org.zapigateway.event.Person;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "5511987650001, '', direct",
        "70055667788990@lid, '', direct",
        "120363040506070809-group, '', group",
        "5511987650001-1623281429, '', group",
        "120363099887766554@newsletter, '', channel",
        "1774895799-broadcast, '', broadcast",
        "status@broadcast, '', status",
        "status@broadcast, broadcast, status",
        "5511987650001, isGroup, group",
        "5511987650001, isNewsletter, channel",
        "5511987650001, broadcast, broadcast",
        "120363040506070809-group, isNewsletter, channel"
    })
    void theFlagsDecideWhatAChatIsAndElseItsSuffix(String phone, String flag, String kind) {
        String flagged = flag.isEmpty() ? "" : ",\"" + flag + "\":true";
        Chat chat = addresses("{\"phone\":\"" + phone + "\"" + flagged + "}").chat();

        assertThat(chat.id()).isEqualTo(phone);
        assertThat(chat.kind().text()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "5511987650001, 5511987650001, ",
        "120363040506, 120363040506, ",
        "70011223344556, , 70011223344556@lid",
        "9447193484697, , 9447193484697@lid",
        "9447193484697@lid, , 9447193484697@lid",
        "5511987650001@c.us, 5511987650001, ",
        "98765432109876, 98765432109876, ",
        "'somebody', , ",
        "'@lid', , "
    })
    void bareDigitsAreALidWhenThePayloadSaysSoOrWhenTheyAreTooLongForAPhone(String sent, String phone, String lid) {
        Addresses addresses =
                addresses("{\"notificationParameters\":[\"9447193484697@lid\"],\"connectedPhone\":\"98765432109876\"}");

        assertThat(addresses.person(sent, null, null)).isEqualTo(new Person(phone, lid, null, sent, null));
    }

    @Test
    void aPhoneThatRepeatsTheChatsLidIsNoPhone() {
        Chat chat = addresses("{\"phone\":\"9447193484697\",\"chatLid\":\"9447193484697@lid\"}")
                .chat();

        assertThat(chat.phone()).isNull();
        assertThat(chat.lid()).isEqualTo("9447193484697@lid");
    }

    @Test
    void aLidAlwaysEndsInItsSuffix() {
        assertThat(addresses("{\"phone\":\"5511987650001\",\"chatLid\":\"9447193484697\"}")
                        .chat()
                        .lid())
                .isEqualTo("9447193484697@lid");
        assertThat(addresses("{\"phone\":\"5511987650001\",\"chatLid\":\"nonsense\"}")
                        .chat()
                        .lid())
                .isNull();
    }

    private static Addresses addresses(String json) {
        return new Addresses(new Fields(Fixtures.payload(json).tree()), new KnownLids());
    }
}
