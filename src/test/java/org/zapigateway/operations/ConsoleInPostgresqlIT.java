package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.zapigateway.Payloads;
import org.zapigateway.PostgreSql;
import org.zapigateway.RunningGateway;

/** What the console tells from the tables, where these are in PostgreSQL. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConsoleInPostgresqlIT {
    /** Of an event that the running gateway has never heard of. */
    private static final String OLD_EVENT =
            """
            {"specversion":"1.0","id":"a1","source":"/zapi/instances/3C01","type":"message.received","subject":"5511",\
            "time":"2021-09-21T12:50:38Z","data":{"instanceId":"3C01","messageId":"OLD","chat":{"id":"5511","kind":"direct"},\
            "receivedAt":"2021-09-21T12:50:39Z","content":{"kind":"text","text":"Olá \\u0000"},"unmappedFields":["text.x"]}}""";

    @TempDir
    Path folder;

    private RunningGateway gateway;

    @Test
    void aStoryAPayloadAndTheInstancesAreReadFromTheTables() throws Exception {
        try (EmbeddedPostgres postgres = PostgreSql.start();
                RunningGateway running = ConsoleHouse.in(folder)
                        .with("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"))
                        .with("spring.datasource.username", "postgres")
                        .start()) {
            gateway = running;
            JdbcTemplate database = gateway.database();
            database.update(
                    "INSERT INTO whatsapp_event VALUES ('a1', 'message.received', '3C01', '5511', 'OLD', now(), now(),"
                            + " CAST(? AS json))",
                    OLD_EVENT);

            JsonNode old = get("events?id=OLD");
            assertThat(old.path("tables").asText()).isEqualTo("read");
            assertThat(old.path("events")).hasSize(1);
            assertThat(old.at("/events/0/eventId").asText()).isEqualTo("a1");
            assertThat(old.at("/events/0/type").asText()).isEqualTo("message.received");
            assertThat(old.at("/events/0/contentKind").asText()).isEqualTo("text");
            assertThat(old.at("/events/0/occurredAt").asText()).startsWith("2021-09-21T12:50:38");
            assertThat(old.at("/events/0/unmappedFields/0").asText()).isEqualTo("text.x");
            assertThat(old.at("/events/0/payload").asBoolean()).isTrue();
            assertThat(get("events?id=a1").path("events")).isEqualTo(old.path("events"));
            assertThat(get("events/a1").at("/data/content/text").asText()).isEqualTo("Olá \0");

            ConsoleHouse.post(gateway, Payloads.text(ConsoleHouse.INSTANCE, "NEW"));
            ConsoleHouse.post(
                    gateway,
                    "{\"type\":\"ConnectedCallback\",\"instanceId\":\"3C01\",\"connected\":true,\"momment\":1632228638000}");
            await().untilAsserted(() -> {
                JsonNode message = get("events?id=NEW").at("/messages/0");
                assertThat(message.path("direction").asText()).isEqualTo("received");
                assertThat(message.path("sentAt").asText()).endsWith("Z");
                assertThat(get("instances").at("/instances/0/connected").asBoolean())
                        .isTrue();
            });

            database.execute("ALTER TABLE whatsapp_event RENAME TO elsewhere");
            JsonNode remembered = get("events?id=NEW");
            assertThat(remembered.path("tables").asText()).isEqualTo("unreadable");
            assertThat(remembered.at("/events/0/type").asText()).isEqualTo("message.received");
        }
    }

    private JsonNode get(String path) throws Exception {
        return new JsonMapper()
                .readTree(RunningGateway.get(gateway.managementPort(), "/console/" + path)
                        .body());
    }
}
