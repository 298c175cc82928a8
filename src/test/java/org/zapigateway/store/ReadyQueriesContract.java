package org.zapigateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zapigateway.store.Happening.direct;
import static org.zapigateway.store.Happening.group;
import static org.zapigateway.store.Happening.person;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.zapigateway.event.Chat;
import org.zapigateway.event.content.Text;

/** The queries of {@code docs/queries} answer what they say, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReadyQueriesContract {
    private static final String PHONE = "5511987650001";
    private static final String LID = "70011223344556@lid";
    private static final Chat ANA = direct(PHONE, LID);
    private static final Chat BRUNO = direct("5521976540002", null);

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
    void unansweredChats() throws Exception {
        store.store(
                in(ANA, "A1", 0).received("hi"),
                in(ANA, "A2", 5).sent("hello"),
                in(BRUNO, "B1", 2).received("anybody?"),
                in(group(), "G1", 3).received("not one person"));

        assertThat(answer("unanswered-chats", "chat_id", "text")).containsExactly("5521976540002 anybody?");
    }

    @Test
    void timeToFirstReply() throws Exception {
        store.store(
                in(ANA, "A1", 0).received("hi"),
                in(ANA, "A2", 60).received("are you there?"),
                in(ANA, "A3", 180).sent("yes"),
                in(BRUNO, "B1", 0).received("hi"),
                in(BRUNO, "B2", 60).sent("hi"));

        assertThat(answer("time-to-first-reply", "questions", "average_minutes", "median_minutes"))
                .containsExactly("2 2.0 2.0");
    }

    @Test
    void failedDeliveries() throws Exception {
        store.store(
                in(ANA, "A1", 1).failed("Z1", "no such number"),
                in(ANA, "A2", 2).accepted("Z2"));

        assertThat(answer("failed-deliveries", "message_id", "zaap_id", "error", "error_code"))
                .containsExactly("A1 Z1 no such number SHADOW_BAN");
    }

    @Test
    void messagesPerDay() throws Exception {
        store.store(
                Happening.connected(0, "5548"),
                in(ANA, "A1", 0).received("hi"),
                in(ANA, "A2", 1).sent("hello"),
                in(BRUNO, "B1", 2).received("hi"),
                in(BRUNO, "B2", 90_000).received("the next day"));

        assertThat(answer("messages-per-day", "instance", "received", "sent"))
                .containsExactly("sales 2 1", "sales 1 0");
    }

    @Test
    void campaignStatus() throws Exception {
        store.store(
                in(ANA, "A1", 1).accepted("Z1"),
                in(ANA, "A1", 2).status("READ", null),
                in(BRUNO, "B1", 1).accepted("Z2"),
                in(BRUNO, "B1", 3).status("READ", null),
                in(BRUNO, "B2", 1).accepted("Z3"),
                in(BRUNO, "B3", 1).failed("Z4", "banned"),
                in(BRUNO, "Z1", 0).failed("Z1", "timeout"),
                in(BRUNO, "B4", 90_000).accepted("Z5"));

        assertThat(answer("campaign-status", "outcome", "messages"))
                .containsExactly("READ 2", "FAILED 1", "NO STATUS YET 1");
    }

    @Test
    void whoReadAGroupMessage() throws Exception {
        store.store(
                in(group(), "3EB0XXXXXXXXXXXXXXXX", 4).status("PLAYED", person(PHONE, LID)),
                in(group(), "3EB0XXXXXXXXXXXXXXXX", 3).status("READ", person(PHONE, LID)),
                in(group(), "3EB0XXXXXXXXXXXXXXXX", 6).status("READ", person(null, "80022334455667@lid")),
                in(group(), "3EB0XXXXXXXXXXXXXXXX", 1).status("RECEIVED", person("5521976540002", null)));

        assertThat(answer("who-read-a-group-message", "participant", "phone"))
                .containsExactly(LID + " " + PHONE, "80022334455667@lid null");
    }

    @Test
    void instancesDown() throws Exception {
        store.store(Happening.connected(1, "5548"), Happening.disconnected(5, "logged out"));

        assertThat(answer("instances-down", "instance_name", "phone", "last_error"))
                .containsExactly("sales 5548 logged out");
        assertThat(answer("instances-down", "minutes")).noneMatch(minutes -> Long.parseLong(minutes) < 0);

        store.store(Happening.connected(9, "5548"));

        assertThat(answer("instances-down", "instance_name")).isEmpty();
    }

    @Test
    void conversation() throws Exception {
        store.store(
                in(ANA, "A1", 0).received("hi"),
                in(direct(null, LID), "A2", 5).sent("hello"),
                in(BRUNO, "B1", 2).received("somebody else"));

        assertThat(answer("conversation", "direction", "text")).containsExactly("received hi", "sent hello");
    }

    @Test
    void notReadYet() throws Exception {
        store.store(
                in(ANA, "A1", 0).sent("read"),
                in(ANA, "A1", 1).status("READ", null),
                in(ANA, "A2", 2).sent("not read"),
                in(ANA, "A2", 3).status("RECEIVED", null),
                in(BRUNO, "B1", 4).accepted("Z1"));

        assertThat(answer("not-read-yet", "chat_id", "status"))
                .containsExactly(LID + " RECEIVED", "5521976540002 null");
    }

    @Test
    void reactions() throws Exception {
        store.store(
                in(group(), "G1", 0).sent("news"),
                in(group(), "G1", 1).reaction("👍", person(PHONE, LID)),
                in(group(), "G1", 2).reaction("👍", person("5521976540002", null)),
                in(group(), "G1", 3).reaction("❤", person("5548", null)),
                in(group(), "G1", 4).reaction(null, person("5549", null)),
                in(group(), "G2", 5).received(new Text("not ours", null), null),
                in(group(), "G2", 6).reaction("👍", person(PHONE, LID)));

        assertThat(answer("reactions", "text", "emoji", "people")).containsExactly("news 👍 2", "news ❤ 1");
    }

    @Test
    void everyQueryIsTested() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docs/queries"))) {
            assertThat(files).hasSize(10);
        }
    }

    private static Happening in(Chat chat, String messageId, int second) {
        return new Happening(second, chat, messageId);
    }

    private List<String> answer(String query, String... columns) throws IOException {
        return store.jdbc.queryForList(Files.readString(Path.of("docs/queries", query + ".sql"))).stream()
                .map(row -> Stream.of(columns)
                        .map(column -> String.valueOf(row.get(column)))
                        .collect(Collectors.joining(" ")))
                .toList();
    }
}
