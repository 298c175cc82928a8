package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;
import org.zapigateway.subscription.Subscriptions;
import org.zapigateway.webhook.Doors;

/** What the operations port answers, over HTTP. */
class OperationsIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void onlyAnInboxThatTakesNothingMakesHealth503() throws Exception {
        try (RunningGateway gateway =
                RunningGateway.in(folder).with("zapi.routes.reload", "true").start()) {
            assertThat(get(gateway, "health").statusCode()).isEqualTo(200);
            assertThat(get(gateway, "health/readiness").statusCode()).isEqualTo(200);
            assertThat(get(gateway, "prometheus").body()).contains("zapi_inbox_open 1.0");

            gateway.bean(Doors.class).close();

            assertThat(get(gateway, "prometheus").body()).contains("zapi_inbox_open 0.0");
            assertThat(get(gateway, "health").statusCode()).isEqualTo(503);
            assertThat(get(gateway, "health/readiness").statusCode()).isEqualTo(503);
            assertThat(get(gateway, "health/liveness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whyTheDatabaseIsAwayIsNamedAndTheReplicaStaysInService() throws Exception {
        try (RunningGateway gateway =
                RunningGateway.in(folder).with("zapi.database.enabled", "true").start()) {
            gateway.database();
            assertThat(json(gateway, "health").at("/components/db/status").asText())
                    .isEqualTo("UP");

            gateway.bean(DataSource.class).unwrap(HikariDataSource.class).close();

            JsonNode db = json(gateway, "health").at("/components/db");
            assertThat(db.path("status").asText()).isEqualTo("DEGRADED");
            assertThat(db.at("/details/error").asText()).isEqualTo("java.sql.SQLException");
            assertThat(get(gateway, "health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aBadRouteFileDegradesAndIsNamedAndTheReplicaStaysInService() throws Exception {
        try (RunningGateway gateway =
                RunningGateway.in(folder).with("zapi.routes.reload", "true").start()) {
            Path route = routes().resolve("crm.camel.yaml");
            Files.writeString(route, "- route: {id: crm, from: {uri: zapi:events, steps: [{log: a}]}}\n");
            await().until(() ->
                    row(gateway, "crm.camel.yaml").path("state").asText().equals("LOADED"));
            String running = row(gateway, "crm.camel.yaml").path("hash").asText();
            assertThat(row(gateway, "crm.camel.yaml").at("/warnings/0").asText())
                    .isEqualTo("routes/crm.camel.yaml:1: warning: route 'crm' has no description; add 'description: …',"
                            + " one sentence for whoever looks at it at night");
            assertThat(status(gateway)).isEqualTo("UP");

            Files.writeString(route, "- route: {id: crm, from: {uri: zapi:message.sent, steps: [{log: a}]}}\n");

            await().until(() -> status(gateway).equals("DEGRADED"));
            assertThat(get(gateway, "health").statusCode()).isEqualTo(200);
            assertThat(get(gateway, "health/readiness").statusCode()).isEqualTo(200);
            String error = "routes/crm.camel.yaml:1: route 'crm' uses zapi:message.sent, which does not exist; use"
                    + " zapi:events, types: message.sent";
            assertThat(json(gateway, "health")
                            .at("/components/routes/details/errors/0")
                            .asText())
                    .isEqualTo(error);
            JsonNode row = row(gateway, "crm.camel.yaml");
            assertThat(row.path("state").asText()).isEqualTo("REFUSED");
            assertThat(row.at("/errors/0").asText()).isEqualTo(error);
            assertThat(row.path("runningHash").asText()).isEqualTo(running);
            assertThat(row.path("loadedAt").asText()).isNotEmpty();
            assertThat(row.at("/routes/0").asText()).isEqualTo("crm");
            assertThat(get(gateway, "prometheus").body())
                    .contains("zapi_routes_healthy 0.0")
                    .contains("zapi_routes_files{state=\"refused\"} 1.0", "zapi_routes_files{state=\"loaded\"} 1.0")
                    .contains("zapi_routes_warnings 1.0")
                    .contains("zapi_routes_looked_seconds");
        }
    }

    @Test
    void aDirectoryThatVanishesIsReportedAndItsRoutesGoOn() throws Exception {
        try (RunningGateway gateway =
                RunningGateway.in(folder).with("zapi.routes.reload", "true").start()) {
            String lookedAt = routesHealth(gateway).path("lookedAt").asText();
            await().until(() -> !routesHealth(gateway).path("lookedAt").asText().equals(lookedAt));

            Files.move(routes(), folder.resolve("unmounted"));

            await().until(() -> status(gateway).equals("DEGRADED"));
            assertThat(routesHealth(gateway).path("directory").asText()).contains("is missing", "keeps running");
            gateway.post("/webhooks/zapi", Payloads.text("I", "1"));
            await().until(() -> gateway.depth(RunningGateway.QUEUE) == 1);

            Files.move(folder.resolve("unmounted"), routes());
            await().until(() -> status(gateway).equals("UP"));
        }
    }

    @Test
    void withABadFileOnDiskTheGatewayStartsWithTheLastGoodCopyAndSaysSo() throws Exception {
        RunningGateway.in(folder).start().close();
        String file = "all-to-queue.camel.yaml";

        try (RunningGateway gateway = RunningGateway.in(folder)
                .routeFile("all-to-queue", "- route: [")
                .start()) {
            assertThat(row(gateway, file).path("state").asText()).isEqualTo("REFUSED");
            assertThat(row(gateway, file).path("note").asText()).isEqualTo("the last good copy runs");
            assertThat(status(gateway)).isEqualTo("DEGRADED");
            assertThat(folder.resolve("data/routes-last-good").resolve(file)).exists();
            gateway.post("/webhooks/zapi", Payloads.text("I", "1"));
            await().until(() -> gateway.depth(RunningGateway.QUEUE) == 1);
        }
    }

    @Test
    void aMessageTellsWhichVersionOfTheRouteSentIt() throws Exception {
        try (RunningGateway gateway =
                RunningGateway.in(folder).with("zapi.routes.reload", "true").start()) {
            gateway.post("/webhooks/zapi", Payloads.text("I", "1"));
            String file = "all-to-queue.camel.yaml";
            String first = row(gateway, file).path("hash").asText();
            await().until(() -> gateway.depth(RunningGateway.QUEUE) == 1);

            Path route = routes().resolve(file);
            Files.writeString(route, Files.readString(route).replace("maxAttempts: 1", "maxAttempts: 2"));
            await().until(() -> !row(gateway, file).path("runningHash").asText().equals(first));
            gateway.post("/webhooks/zapi", Payloads.text("I", "2"));
            await().until(() -> gateway.depth(RunningGateway.QUEUE) == 2);

            assertThat(first).matches("[0-9a-f]{8}");
            assertThat(gateway.property(RunningGateway.QUEUE, "routeVersion"))
                    .containsExactly(first, row(gateway, file).path("hash").asText());
        }
    }

    @Test
    void aSubscriptionTellsOfItsEventsAndIsAnOrphanWithoutItsRoute() throws Exception {
        try (RunningGateway gateway =
                RunningGateway.in(folder).with("zapi.routes.reload", "true").start()) {
            Path route = routes().resolve("mine.camel.yaml");
            Files.writeString(
                    route,
                    "- route: {id: mine, description: d, from: {uri: zapi:events, steps: [{to: \"jms:queue:mine\"}]}}\n");
            await().until(() ->
                    subscription(gateway, "mine").path("state").asText().equals("RUNNING"));

            gateway.post("/webhooks/zapi", Payloads.text("I", "1"));
            await().until(() -> subscription(gateway, "mine").path("delivered").asInt() == 1);
            JsonNode running = subscription(gateway, "mine");
            assertThat(running.path("route").asText()).isEqualTo("mine");
            assertThat(List.of("inFlight", "heldChats", "heldEvents", "perSecond", "failedAttempts"))
                    .allMatch(figure -> running.path(figure).isNumber());
            assertThat(running.at("/ledger/accepted").asInt()).isEqualTo(1);
            assertThat(running.at("/ledger/delivered").asInt()).isEqualTo(1);
            assertThat(running.at("/ledger/balanced").asBoolean()).isTrue();

            Files.delete(route);
            await().until(() ->
                    subscription(gateway, "mine").path("state").asText().equals("ORPHAN"));
            gateway.post("/webhooks/zapi", Payloads.text("I", "2"));
            await().until(() -> subscription(gateway, "mine").path("depth").asInt() == 1);
            gateway.bean(OrphanWatch.class).look();
            assertThat(subscription(gateway, "mine").path("since").asText()).endsWith("Z");
            assertThat(json(gateway, "health")
                            .at("/components/routes/details/orphans/mine")
                            .asText())
                    .contains("no route since", "keeps 1 events and 0 dead letters");
            assertThat(get(gateway, "health").statusCode()).isEqualTo(200);
            await().untilAsserted(() -> assertThat(get(gateway, "prometheus").body())
                    .contains("zapi_events_stored_total 2.0", "zapi_subscription_depth{subscription=\"mine\"} 1.0")
                    .contains("zapi_subscription_delivered_total{subscription=\"mine\"} 1.0")
                    .contains("zapi_subscription_unbalanced{subscription=\"mine\"} 0.0")
                    .containsPattern("zapi_subscription_orphan_seconds\\{subscription=\"mine\"} [1-9]"));
            gateway.bean(Subscriptions.class).remove("mine", true, null);
            await().untilAsserted(() ->
                    assertThat(get(gateway, "prometheus").body()).doesNotContain("subscription=\"mine\""));
        }
    }

    @Test
    void aFieldThatIsNotKnownIsCounted() throws Exception {
        try (RunningGateway gateway = RunningGateway.in(folder).start()) {
            gateway.post("/webhooks/zapi", Payloads.text("I", "1").replace("\"text\":{", "\"text\":{\"newThing\":1,"));

            await().untilAsserted(() -> assertThat(get(gateway, "prometheus").body())
                    .contains("zapi_fields_unmapped_total{field=\"text.newThing\",type=\"message.received\"} 1.0"));
        }
    }

    @Test
    void aRefusedRequestIsCountedByItsReason() throws Exception {
        try (RunningGateway gateway = RunningGateway.in(folder).start()) {
            gateway.post("/webhooks/zapi", "no JSON");

            assertThat(get(gateway, "prometheus").body())
                    .contains("zapi_requests_refused_total{reason=\"not-json\"} 1.0")
                    .contains("zapi_requests_refused_total{reason=\"wrong-credential\"} 0.0");
        }
    }

    private Path routes() {
        return folder.resolve("routes");
    }

    private static String status(RunningGateway gateway) throws Exception {
        return json(gateway, "health").path("status").asText();
    }

    private static JsonNode routesHealth(RunningGateway gateway) throws Exception {
        return json(gateway, "health").at("/components/routes/details");
    }

    private static JsonNode subscription(RunningGateway gateway, String name) throws Exception {
        for (JsonNode row : json(gateway, "subscriptions").path("subscriptions")) {
            if (name.equals(row.path("name").asText())) {
                return row;
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode row(RunningGateway gateway, String file) throws Exception {
        for (JsonNode row : json(gateway, "routes").path("files")) {
            if (file.equals(row.path("file").asText())) {
                return row;
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode json(RunningGateway gateway, String path) throws Exception {
        return new JsonMapper().readTree(get(gateway, path).body());
    }

    private static HttpResponse<String> get(RunningGateway gateway, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/" + path);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
