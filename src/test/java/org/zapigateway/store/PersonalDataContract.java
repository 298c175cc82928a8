package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.zapigateway.event.PersonAddresses;

/** What is found of a person, and erased, in the tables of every database. */
abstract class PersonalDataContract {
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2030-06-30T12:00:00.123Z");
    private static final String PHONE = "5511987654321";
    private static final String WITHOUT_NINTH_DIGIT = "551187654321";
    private static final String LID = "123456789012345@lid";
    private static final String OTHER = "5521912345678";
    private static final String GROUP = "120363000000000000-group";

    private ConfigurableApplicationContext spring;
    private JdbcTemplate jdbc;
    private PersonalData data;

    /** The properties that point the gateway to an empty database; a text must do as a JSON value. */
    abstract Map<String, Object> database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        spring = new SpringApplicationBuilder(StoreConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties(database())
                .run();
        await().until(spring.getBean(DatabaseState.class)::migrated);
        jdbc = new JdbcTemplate(spring.getBean(DataSource.class));
        data = spring.getBean(PersonalData.class);
    }

    @AfterEach
    void close() {
        spring.close();
    }

    @Test
    void aPersonIsFoundByNumberInEveryTableAndErasedOnce() {
        personAndOther();
        PersonAddresses person = PersonAddresses.of(List.of(PHONE), List.of());

        assertThat(found(person)).containsExactly(1L, 2L, 1L, 1L, 1L);
        assertThat(erased(person)).containsExactly(1L, 2L, 1L, 1L, 1L);
        assertThat(erased(person)).containsOnly(0L);
        assertThat(found(PersonAddresses.of(List.of(OTHER), List.of()))).containsExactly(1L, 1L, 1L, 1L, 1L);
        assertThat(found(PersonAddresses.of(List.of(), List.of(LID)))).containsExactly(1L, 1L, 1L, 1L, 0L);
    }

    @Test
    void aPersonIsFoundByLidAlone() {
        personAndOther();

        assertThat(erased(PersonAddresses.of(List.of(), List.of(LID)))).containsExactly(1L, 1L, 1L, 1L, 0L);
        assertThat(found(PersonAddresses.of(List.of(PHONE), List.of()))).containsExactly(1L, 2L, 1L, 1L, 1L);
    }

    @Test
    void knownPairsMakeOnePersonOfBothAddresses() {
        personAndOther();
        contact("5531999998888", LID);
        jdbc.update("UPDATE whatsapp_contact SET lid = ? WHERE phone = ?", LID, WITHOUT_NINTH_DIGIT);

        PersonAddresses byPhone = data.known(PersonAddresses.of(List.of(PHONE), List.of()));
        PersonAddresses byLid = data.known(PersonAddresses.of(List.of(), List.of(LID)));

        assertThat(byPhone.all())
                .isEqualTo(byLid.all())
                .containsExactlyInAnyOrder(PHONE, WITHOUT_NINTH_DIGIT, LID, "5531999998888", "553199998888");
        assertThat(erased(byLid)).containsExactly(2L, 3L, 2L, 2L, 2L);
        assertThat(erased(data.known(byPhone))).containsOnly(0L);
        assertThat(jdbc.queryForObject("SELECT count(*) FROM whatsapp_message", Long.class))
                .isEqualTo(1);
    }

    @Test
    void aRowIsShownAsItIs() {
        event("e", "{\"data\":{\"chat\":{\"id\":\"" + PHONE + "\"}}}", NOW);
        List<Map<String, Object>> rows = new ArrayList<>();

        data.tables().get(0).visit(PersonAddresses.of(List.of(PHONE), List.of()), rows::add);

        assertThat(rows).singleElement().satisfies(row -> assertThat(new TreeMap<>(row))
                .isEqualTo(new TreeMap<>(Map.of(
                        "event_id",
                        "e",
                        "event_type",
                        "message.received",
                        "occurred_at",
                        "2030-06-30T12:00:00.123Z",
                        "received_at",
                        "2030-06-30T12:00:00.123Z",
                        "event",
                        "{\"data\":{\"chat\":{\"id\":\"" + PHONE + "\"}}}"))));
    }

    @Test
    void moreThanAStepIsFoundAndErasedAlsoWhenAllCameAtOnce() {
        String event = "{\"phone\":\"" + PHONE + "\"}";
        for (int i = 0; i < SteppedTable.STEP + 1; i++) {
            event("at-once-" + i, event, NOW);
            event("later-" + i, i % 2 == 0 ? event : "{}", NOW.plusNanos(i * 1_000_000L));
        }

        assertThat(erased(PersonAddresses.of(List.of(PHONE), List.of())).get(0))
                .isEqualTo(SteppedTable.STEP + 1 + SteppedTable.STEP / 2 + 1);
        assertThat(jdbc.queryForObject("SELECT count(*) FROM whatsapp_event", Long.class))
                .isEqualTo(SteppedTable.STEP / 2);
    }

    @Test
    void whatTheVisitorRefusesStays() {
        event("e", "{\"phone\":\"" + PHONE + "\"}", NOW);
        PersonAddresses person = PersonAddresses.of(List.of(PHONE), List.of());

        assertThatThrownBy(() -> data.tables().get(0).erase(person, row -> {
                    throw new IllegalArgumentException("not this one");
                }))
                .hasMessage("not this one");
        assertThat(found(person).get(0)).isEqualTo(1);
    }

    @Test
    void theNumberOfAnInstanceIsKnown() {
        jdbc.update("INSERT INTO whatsapp_instance (instance_id, phone) VALUES ('I', ?)", PHONE);

        assertThat(data.isInstance(PersonAddresses.of(List.of(WITHOUT_NINTH_DIGIT), List.of())))
                .isTrue();
        assertThat(data.isInstance(PersonAddresses.of(List.of(OTHER), List.of(LID))))
                .isFalse();
    }

    /** The person under both addresses, and somebody else, in every table. */
    private void personAndOther() {
        event("by-phone", "{\"phone\":\"" + PHONE + "\"}", NOW);
        event("by-lid", "{\"participant\":\"123456789012345\"}", NOW);
        event("other", "{\"phone\":\"" + OTHER + "\",\"longer\":\"" + PHONE + "0\"}", NOW);
        message(WITHOUT_NINTH_DIGIT, "m", "Olá");
        message(GROUP, "m", "Call +" + PHONE + ".");
        message(LID, "m", "Olá");
        message(OTHER, "m", "1" + PHONE);
        for (String address : List.of(PHONE, LID, OTHER)) {
            insert(
                    "whatsapp_receipt",
                    row("instance_id", "I", "chat_id", GROUP, "message_id", "m", "participant", address)
                            .and("status", "READ")
                            .and("status_at", NOW)
                            .and("first_seen_at", NOW));
            insert(
                    "whatsapp_reaction",
                    row("instance_id", "I", "chat_id", GROUP, "message_id", "m", "person", address)
                            .and("reacted_at", NOW)
                            .and("event_id", "e")
                            .and("first_seen_at", NOW));
        }
        contact(WITHOUT_NINTH_DIGIT, null);
        contact(OTHER, null);
    }

    private void event(String id, String json, OffsetDateTime receivedAt) {
        insert(
                "whatsapp_event",
                row("event_id", id, "event_type", "message.received", "event", json, "received_at", receivedAt)
                        .and("occurred_at", receivedAt));
    }

    private void message(String chat, String id, String text) {
        insert(
                "whatsapp_message",
                row("instance_id", "I", "chat_id", chat, "message_id", id, "text", text)
                        .and("first_seen_at", NOW));
    }

    private void contact(String phone, String lid) {
        insert("whatsapp_contact", row("instance_id", "I", "phone", phone, "lid", lid, "added_at", NOW));
    }

    private void insert(String table, Row row) {
        String columns = String.join(", ", row.values.keySet());
        String marks = String.join(
                ", ", row.values.keySet().stream().map(column -> "?").toList());
        jdbc.update(
                "INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")",
                row.values.values().toArray());
    }

    private List<Long> found(PersonAddresses person) {
        return data.tables().stream()
                .map(table -> table.visit(person, row -> {}))
                .toList();
    }

    private List<Long> erased(PersonAddresses person) {
        return data.tables().stream()
                .map(table -> table.erase(person, row -> {}))
                .toList();
    }

    private static Row row(Object... namesAndValues) {
        Row row = new Row(new LinkedHashMap<>());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.and((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }

    private record Row(Map<String, Object> values) {
        Row and(String name, Object value) {
            values.put(name, value);
            return this;
        }
    }
}
