package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zapigateway.store.Happening.direct;
import static org.zapigateway.store.Happening.group;
import static org.zapigateway.store.Happening.image;
import static org.zapigateway.store.Happening.person;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.Chat;
import org.zapigateway.event.Person;
import org.zapigateway.event.content.Text;
import org.zapigateway.event.content.UnrecognisedContent;

/** What the tables say of messages, receipts, reactions and instances, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MessageStateContract {
    private static final String MESSAGE = "whatsapp_message";
    private static final String PHONE = "5511987650001";
    private static final String LID = "70011223344556@lid";
    private static final Chat CHAT = direct(PHONE, null);

    private StoreHouse store;

    /** The properties that point the gateway to an empty database. */
    abstract Map<String, Object> database() throws Exception;

    @BeforeAll
    void open() throws Exception {
        store = StoreHouse.open(database());
    }

    @AfterEach
    void empty() {
        store.empty();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void aMessageIsARow() {
        CanonicalEvent event = m1(3).received(image("https://f/1", "look"), person(PHONE, null));

        store.store(event);

        assertThat(store.row(MESSAGE))
                .containsEntry("instance_id", Happening.INSTANCE)
                .containsEntry("chat_id", PHONE)
                .containsEntry("chat_phone", PHONE)
                .containsEntry("message_id", "M1")
                .containsEntry("chat_kind", "direct")
                .containsEntry("direction", "received")
                .containsEntry("sender_phone", PHONE)
                .containsEntry("kind", "image")
                .containsEntry("text", "look")
                .containsEntry("media_url", "https://f/1")
                .containsEntry("event_id", event.id())
                .containsEntry("status", null)
                .containsEntry("read_count", 0);
        assertThat(time("sent_at")).isEqualTo(Happening.at(3));
        assertThat(time("first_seen_at")).isEqualTo(Happening.at(3).plusMillis(250));
    }

    @Test
    void theFurthestStatusStaysWhateverComesLater() {
        store.store(m1(0).sent("hello"), m1(9).status("PLAYED", null));
        store.store(m1(5).status("READ", null));
        store.store(m1(1).status("SENT", null), m1(7).status("PLAYED", null), m1(2).status("RECEIVED", null));

        assertThat(store.row(MESSAGE)).containsEntry("status", "PLAYED").containsEntry("text", "hello");
        assertThat(time("status_at")).isEqualTo(Happening.at(7));
    }

    @Test
    void readByMeStandsApart() {
        store.store(m1(0).received("hello"), m1(4).status("READ_BY_ME", person(PHONE, null)));

        assertThat(store.row(MESSAGE)).containsEntry("status", null);
        assertThat(time("read_by_me_at")).isEqualTo(Happening.at(4));
    }

    @Test
    void aStatusBeforeItsMessageMakesTheRow() {
        store.store(m1(8).status("READ", null));
        assertThat(store.row(MESSAGE)).containsEntry("status", "READ").containsEntry("kind", null);

        store.store(m1(1).sent("hello"));

        assertThat(store.row(MESSAGE))
                .containsEntry("status", "READ")
                .containsEntry("kind", "text")
                .containsEntry("direction", "sent");
    }

    @Test
    void aWordThatIsNoKnownStatusChangesNothing() {
        store.store(m1(0).sent("hello"), m1(1).status("TELEPORTED", person(PHONE, null)));

        assertThat(store.row(MESSAGE)).containsEntry("status", null);
        assertThat(store.rows("whatsapp_event")).hasSize(2);
    }

    @Test
    void theNewestEditHoldsAlsoWhenItComesBeforeTheMessage() {
        store.store(m1(9).edited("newest"));
        store.store(m1(0).received("first"), m1(5).edited("older"));

        assertThat(store.row(MESSAGE)).containsEntry("text", "newest").containsEntry("direction", "received");
        assertThat(time("edited_at")).isEqualTo(Happening.at(9));
        assertThat(time("sent_at")).isEqualTo(Happening.at(0));
    }

    @Test
    void anEditWithoutFileKeepsTheStoredOne() {
        store.store(m1(0).received(image("https://f/1", "a"), null), m1(5).edited(image(null, "b")));

        assertThat(store.row(MESSAGE)).containsEntry("text", "b").containsEntry("media_url", "https://f/1");

        store.store(m1(7).edited(image("https://f/2", "c")), m1(8).edited(image(null, "d")));

        assertThat(store.row(MESSAGE)).containsEntry("text", "d").containsEntry("media_url", "https://f/2");
    }

    @Test
    void theFileOfAMessageThatComesAfterItsEditIsKept() {
        store.store(m1(5).edited(image(null, "b")));
        store.store(m1(0).received(image("https://f/1", "a"), null));

        assertThat(store.row(MESSAGE)).containsEntry("text", "b").containsEntry("media_url", "https://f/1");
    }

    @Test
    void aDeletionKeepsTheTextAndMayComeFirst() {
        store.store(m1(6).deleted());
        store.store(m1(0).received("gone"));

        assertThat(store.row(MESSAGE)).containsEntry("text", "gone");
        assertThat(time("deleted_at")).isEqualTo(Happening.at(6));
    }

    @Test
    void theContentReplacesItsPlaceholder() {
        store.store(m1(0).waiting());
        assertThat(store.row(MESSAGE)).containsEntry("kind", "waiting");

        store.store(m1(2).received("readable"));
        store.store(m1(0).waiting());

        assertThat(store.row(MESSAGE)).containsEntry("kind", "text").containsEntry("text", "readable");
    }

    /** Z-API sends a new kind of content, and the same message in another form once more. */
    @Test
    void whatIsUnderstoodReplacesWhatIsNot() {
        store.store(m1(2).received("readable"));
        store.store(m1(0).received(new UnrecognisedContent(), person(PHONE, null)));
        assertThat(store.row(MESSAGE)).containsEntry("text", "readable");

        store.empty();
        store.store(m1(0).received(new UnrecognisedContent(), person(PHONE, null)));
        store.store(m1(2).received("readable"));

        assertThat(store.row(MESSAGE)).containsEntry("kind", "text").containsEntry("text", "readable");
    }

    @Test
    void aDeliveryTellsWhatBecameOfSending() {
        store.store(m1(1).failed("Z1", "no such number"));
        assertThat(store.row(MESSAGE))
                .containsEntry("zaap_id", "Z1")
                .containsEntry("error", "no such number")
                .containsEntry("error_code", "SHADOW_BAN")
                .containsEntry("direction", "sent");

        store.store(m1(4).accepted("Z1"));
        store.store(m1(1).failed("Z1", "no such number"));

        assertThat(store.row(MESSAGE)).containsEntry("zaap_id", "Z1").containsEntry("error", null);
    }

    @Test
    void anEditThatIsNotUnderstoodLeavesTheMessage() {
        store.store(m1(0).received("first"), m1(5).edited(new UnrecognisedContent()));

        assertThat(store.row(MESSAGE))
                .containsEntry("text", "first")
                .containsEntry("kind", "text")
                .containsEntry("edited_at", null);

        store.store(m1(4).edited("second"));

        assertThat(store.row(MESSAGE)).containsEntry("text", "second");
    }

    @Test
    void aGroupsMessageHasReceiptsAndACountOfReaders() {
        Happening sent = new Happening(0, group(), "G1");
        Person ana = person(PHONE, null);
        Person bruno = person(null, "80022334455667@lid");
        store.store(
                sent.sent("hi all"),
                in(group(), "G1", 1).status("SENT", null),
                in(group(), "G1", 1).status("READ", null),
                in(group(), "G1", 2).status("RECEIVED", ana),
                in(group(), "G1", 3).status("READ", ana),
                in(group(), "G1", 4).status("PLAYED", ana),
                in(group(), "G1", 5).status("READ", ana));
        store.store(in(group(), "G1", 6).status("READ", bruno));

        assertThat(store.row(MESSAGE)).containsEntry("status", "SENT").containsEntry("read_count", 2);
        assertThat(store.rows("whatsapp_receipt"))
                .extracting(row -> row.get("participant") + " " + row.get("status"))
                .containsExactlyInAnyOrder(
                        PHONE + " RECEIVED", PHONE + " READ", PHONE + " PLAYED", "80022334455667@lid READ");
    }

    @Test
    void theNewestReactionOfEachPersonIsKept() {
        Person ana = person(PHONE, LID);
        store.store(m1(5).reaction(null, ana), m1(3).reaction("👍", ana), m1(4).reaction("❤", person("5521", null)));

        assertThat(store.rows("whatsapp_reaction"))
                .extracting(row -> row.get("person") + " " + row.get("emoji"))
                .containsExactlyInAnyOrder(LID + " null", "5521 ❤");
    }

    @Test
    void phoneAndLidLeadToOneRowInAnyOrder() {
        // The status by phone, the message by LID, and only then an event that bears both.
        store.store(in(direct(PHONE, null), "M1", 4).status("READ", person(PHONE, null)));
        store.store(in(direct(null, LID), "M1", 0).sent("hello"));
        assertThat(store.rows(MESSAGE)).hasSize(2);

        store.store(in(direct(PHONE, LID), "M2", 5).received("hi"));

        assertThat(store.rows(MESSAGE)).hasSize(2).allMatch(row -> row.get("chat_id")
                .equals(LID));
        assertThat(store.jdbc.queryForMap("SELECT * FROM whatsapp_message WHERE message_id = 'M1'"))
                .containsEntry("status", "READ")
                .containsEntry("text", "hello")
                .containsEntry("chat_phone", PHONE);

        store.store(in(direct(PHONE, null), "M1", 6).status("PLAYED", null));

        assertThat(store.rows(MESSAGE)).hasSize(2);
    }

    @Test
    void twoNumbersOfOneLidAreOnePerson() {
        String old = "551187650001";
        store.store(in(direct(PHONE, null), "M1", 1).status("READ", null));
        store.store(in(direct(old, null), "M1", 2).status("PLAYED", null));
        store.store(
                in(direct(PHONE, LID), "M1", 0).sent("a"),
                in(direct(old, LID), "M2", 0).sent("b"));

        assertThat(store.rows(MESSAGE)).hasSize(2).allMatch(row -> row.get("chat_id")
                .equals(LID));
        assertThat(store.jdbc.queryForMap("SELECT * FROM whatsapp_message WHERE message_id = 'M1'"))
                .containsEntry("status", "PLAYED");
    }

    /** Z-API tells of a delivery by the number as it was given, and of the message as WhatsApp writes it. */
    @Test
    void aNumberWithTheNinthDigitIsTheOneWithout() {
        String without = "551187650001";
        store.store(in(direct(PHONE, null), "M1", 1).accepted("Z1"));
        store.store(in(direct(without, null), "M1", 3).status("READ", null));
        store.store(in(direct(without, LID), "M1", 2).sent("hello"));
        store.store(in(direct(PHONE, null), "M2", 4).accepted("Z2"));

        assertThat(store.jdbc.queryForMap("SELECT * FROM whatsapp_message WHERE message_id = 'M1'"))
                .containsEntry("chat_id", LID)
                .containsEntry("zaap_id", "Z1")
                .containsEntry("text", "hello")
                .containsEntry("status", "READ");
        assertThat(store.jdbc.queryForMap("SELECT * FROM whatsapp_message WHERE message_id = 'M2'"))
                .containsEntry("chat_id", LID);
    }

    @Test
    void bothFormsOfANumberInOneEventAreOnePerson() {
        Person without = person("551187650001", null);
        store.store(in(direct(PHONE, LID), "M1", 1).received(new Text("hi", null), without));

        assertThat(store.rows("whatsapp_contact"))
                .hasSize(2)
                .allMatch(row -> LID.equals(row.get("lid")), "has the LID");
    }

    /** So it comes from a gateway that has not seen it marked as a LID since it started. */
    @Test
    void theDigitsOfAShortLidAreThePersonOfTheLid() {
        Person digits = person("8002233445566", null);
        store.store(
                in(group(), "G1", 1).reaction("👍", digits),
                in(group(), "G1", 2).status("READ", digits));

        store.store(in(group(), "G2", 3).received(new Text("hi", null), person(PHONE, "8002233445566@lid")));
        store.store(
                in(group(), "G1", 4).reaction(null, digits),
                in(group(), "G1", 5).status("PLAYED", digits));

        assertThat(store.row("whatsapp_reaction"))
                .containsEntry("person", "8002233445566@lid")
                .containsEntry("emoji", null);
        assertThat(store.jdbc.queryForMap("SELECT * FROM whatsapp_message WHERE message_id = 'G1'"))
                .containsEntry("read_count", 1);
    }

    @Test
    void aReaderByPhoneAndByLidIsCountedOnce() {
        store.store(in(group(), "G1", 1).status("READ", person(PHONE, null)));
        store.store(in(group(), "G1", 2).status("READ", person(null, LID)));
        assertThat(store.row(MESSAGE)).containsEntry("read_count", 2);

        store.store(in(group(), "G2", 3).received(new Text("hi", null), person(PHONE, LID)));

        assertThat(store.jdbc.queryForMap("SELECT * FROM whatsapp_message WHERE message_id = 'G1'"))
                .containsEntry("read_count", 1);
        assertThat(store.row("whatsapp_receipt")).containsEntry("participant", LID);
    }

    @Test
    void reactionsAreMovedToTheLidToo() {
        Person phone = person(PHONE, null);
        store.store(in(direct(PHONE, null), "M1", 4).reaction("❤", phone));
        store.store(in(direct(null, LID), "M1", 2).reaction("👍", person(null, LID)));

        store.store(in(direct(PHONE, LID), "M2", 5).received("hi"));

        assertThat(store.row("whatsapp_reaction"))
                .containsEntry("chat_id", LID)
                .containsEntry("person", LID)
                .containsEntry("emoji", "❤");
    }

    @Test
    void whoReactedOrReadByPhoneIsKnownAsLongAsThatIsKept() {
        Person phone = person(PHONE, null);
        store.store(
                in(group(), "G1", 1).reaction("👍", phone), in(group(), "G1", 2).status("READ", phone));

        forgetOldContacts();
        Person both = person(PHONE, LID);
        store.store(
                in(group(), "G1", 3).reaction(null, both), in(group(), "G1", 4).status("PLAYED", both));

        assertThat(store.row("whatsapp_reaction")).containsEntry("person", LID).containsEntry("emoji", null);
        assertThat(store.row(MESSAGE)).containsEntry("read_count", 1);
    }

    @Test
    void whoReactedOrReadByLidIsKnownAsLongAsThatIsKept() {
        Person both = person(PHONE, LID);
        store.store(
                in(group(), "G1", 1).reaction("👍", both), in(group(), "G1", 2).status("READ", both));

        forgetOldContacts();
        Person phone = person(PHONE, null);
        store.store(
                in(group(), "G1", 3).reaction(null, phone), in(group(), "G1", 4).status("PLAYED", phone));

        assertThat(store.row("whatsapp_reaction")).containsEntry("person", LID).containsEntry("emoji", null);
        assertThat(store.row(MESSAGE)).containsEntry("read_count", 1);
    }

    @Test
    void aChatWhoseMessagesBearOnlyTheLidStaysOne() {
        store.store(in(direct(PHONE, LID), "M0", 0).received("long ago"));
        store.store(in(direct(null, LID), "M1", 1).sent("hello"));
        store.jdbc.update("DELETE FROM whatsapp_message WHERE message_id = 'M0'");

        forgetOldContacts();
        store.store(m1(2).status("READ", null));

        assertThat(store.row(MESSAGE)).containsEntry("text", "hello").containsEntry("status", "READ");
    }

    @Test
    void aReactionIsKnownByBothAddressesOfItsChatWhenItsMessageIsGone() {
        Person me = person(null, "80022334455667@lid");
        store.store(in(direct(PHONE, LID), "M1", 1).reaction("👍", me));

        forgetOldContacts();
        store.store(m1(2).reaction(null, me));

        assertThat(store.row("whatsapp_reaction")).containsEntry("chat_id", LID).containsEntry("emoji", null);
    }

    @Test
    void anInstanceHasItsNewestState() {
        store.store(Happening.disconnected(5, "Device has been disconnected"));
        store.store(Happening.connected(2, PHONE), Happening.proxyFailed(3, "proxy refused"));

        assertThat(store.row("whatsapp_instance"))
                .containsEntry("instance_name", "sales")
                .containsEntry("connected", false)
                .containsEntry("phone", PHONE)
                .containsEntry("last_error", "Device has been disconnected");
        assertThat(instant(store.row("whatsapp_instance").get("changed_at"))).isEqualTo(Happening.at(5));
    }

    @Test
    void hostileTextIsText() {
        String hostile = "'); DROP TABLE whatsapp_message; -- :#text ${body} :?x ? # \\ 😀 {{x}} \u202e %s";
        Chat chat = new Chat(hostile, CHAT.kind(), null, null, hostile);

        store.store(
                in(chat, hostile, 0).received(hostile),
                in(chat, hostile, 1).reaction(hostile, person(null, hostile)),
                in(chat, hostile, 2).failed(hostile, hostile),
                Happening.disconnected(3, hostile));

        assertThat(store.row(MESSAGE))
                .containsEntry("chat_id", hostile)
                .containsEntry("message_id", hostile)
                .containsEntry("text", hostile)
                .containsEntry("error", hostile);
        assertThat(store.row("whatsapp_reaction"))
                .containsEntry("emoji", hostile)
                .containsEntry("person", hostile);
        assertThat(store.row("whatsapp_instance")).containsEntry("last_error", hostile);
    }

    @Test
    void whatTakesNoPartInTheTablesIsOnlyInTheLog() {
        store.store("{\"id\":\"a1\",\"type\":\"notification\",\"time\":\"2026-03-05T10:00:00.000Z\",\"data\":"
                + "{\"receivedAt\":\"2026-03-05T10:00:00.000Z\",\"chat\":{\"id\":\"5511\"},\"messageId\":\"M1\"}}");

        assertThat(store.rows("whatsapp_event")).hasSize(1);
        assertThat(store.rows(MESSAGE)).isEmpty();
    }

    /** Once all contacts are old enough; everything else is kept for ever. */
    private void forgetOldContacts() {
        Clock later = Clock.fixed(Happening.at(0).plus(Duration.ofDays(31)), ZoneOffset.UTC);
        new Retention(store.jdbc, Map.of(KeptTable.CONTACT, Duration.ofDays(30)), later).deleteExpired(() -> false);
    }

    private static Happening m1(int second) {
        return in(CHAT, "M1", second);
    }

    private static Happening in(Chat chat, String messageId, int second) {
        return new Happening(second, chat, messageId);
    }

    private Instant time(String column) {
        return instant(store.row(MESSAGE).get(column));
    }

    private static Instant instant(Object value) {
        return value instanceof OffsetDateTime time ? time.toInstant() : ((java.sql.Timestamp) value).toInstant();
    }
}
