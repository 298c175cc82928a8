package org.zapigateway.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.zapigateway.FreePort;
import org.zapigateway.PostgreSql;
import org.zapigateway.RunningGateway;

/** The examples that write into tables of the user's own: beside the gateway's, and in another database. */
class OwnTablesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String NOTES =
            """
            - route:
                id: notes
                description: What was written, as Z-API sent it
                from:
                  uri: zapi:events
                  parameters: {types: message.received}
                  steps:
                    - setProperty: {name: text, jsonpath: $.data.original.text.message}
                    - to: "sql:insert into note (text) values (:#${exchangeProperty.text})?dataSource=#crm"
            """;

    @TempDir
    Path folder;

    private EmbeddedPostgres crm;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        startCrm(FreePort.find());
        RunningGateway.Setup setup = RunningGateway.in(folder)
                .with("zapi.database.enabled", "true")
                .with("zapi.database.additional.crm.url", crm.getJdbcUrl("postgres", "postgres"))
                .with("zapi.database.additional.crm.username", "postgres");
        for (String name : List.of("own-table", "second-database")) {
            setup.routeFile(name, Files.readString(Path.of("routes/examples", name + ".camel.yaml")));
        }
        setup.routeFile("notes", NOTES);
        gateway = setup.start();
        own().execute("create table ticket (source_id varchar(32) primary key, phone varchar(40),"
                + " message varchar(4000), created_at timestamp with time zone)");
        crm().execute("create table interaction (source_id varchar(32) primary key, phone varchar(40),"
                + " channel varchar(20), happened_at timestamp with time zone)");
        crm().execute("create table note (text varchar(4000))");
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        crm.close();
    }

    @Test
    void eachMessageIsARowOfTheTicketsAndOfTheCrm() {
        post("M1", "'); drop table ticket; --");
        post("M2", "second");

        awaitRows(own(), "ticket", 2);
        awaitRows(crm(), "interaction", 2);
        assertThat(own().queryForList("select message from ticket order by message", String.class))
                .containsExactly("'); drop table ticket; --", "second");
        assertThat(crm().queryForList("select phone from interaction", String.class))
                .containsOnly("5511987650001");
        // The gateway's own database knows nothing of the other's table.
        assertThat(own().queryForObject(
                                "select count(*) from information_schema.tables where lower(table_name) = 'interaction'",
                                Long.class))
                .isZero();
    }

    /** PostgreSQL has no text with it. */
    @Test
    void theCharacterNulReachesTheOtherDatabaseReplaced() {
        post("M1", "before\\u0000after");

        awaitRows(crm(), "note", 1);
        assertThat(crm().queryForList("select text from note", String.class)).containsExactly("before\ufffdafter");
    }

    @Test
    void aCrmThatIsDownDelaysOnlyItsOwnRoute() throws Exception {
        int port = crm.getPort();
        crm.close();

        post("M1", "while the CRM is down");

        awaitRows(own(), "ticket", 1);
        startCrm(port);
        awaitRows(crm(), "interaction", 1);
    }

    private void post(String messageId, String text) {
        String payload = "{\"type\":\"ReceivedCallback\",\"instanceId\":\"3E00\",\"messageId\":\"" + messageId
                + "\",\"phone\":\"5511987650001\",\"fromMe\":false,\"isGroup\":false,\"momment\":1757391244000,"
                + "\"status\":\"RECEIVED\",\"text\":{\"message\":\"" + text + "\"}}";
        assertThat(gateway.post("/webhooks/zapi", payload).statusCode()).isEqualTo(200);
    }

    private static void awaitRows(JdbcTemplate database, String table, long rows) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .untilAsserted(() -> assertThat(database.queryForObject("select count(*) from " + table, Long.class))
                        .isEqualTo(rows));
    }

    private JdbcTemplate own() {
        return gateway.database();
    }

    private JdbcTemplate crm() {
        return new JdbcTemplate(crm.getPostgresDatabase());
    }

    private void startCrm(int port) throws IOException {
        crm = PostgreSql.start(port, folder.resolve("crm"));
    }
}
