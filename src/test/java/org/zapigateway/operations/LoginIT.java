package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.CapturedLog;
import org.zapigateway.RunningGateway;

/** Who asks the operations port from another machine, by a proxy on this one; here of a gateway without a console. */
class LoginIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String RIGHT = ConsoleHouse.USER + ":" + ConsoleHouse.PASSWORD;
    private static final String SUBSCRIPTIONS = "/actuator/subscriptions";
    private static final String NOBODY = "/actuator/deadletters/nobody";
    private static final String DISCARD = "{\"action\":\"discard\",\"all\":true,\"reason\":\"test\"}";

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.in(folder)
                .with("zapi.console.enabled", "false")
                .with("zapi.console.user", ConsoleHouse.USER)
                .with("zapi.console.password", ConsoleHouse.PASSWORD)
                .start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void withoutAConsoleThereIsNoneAndTheRestIsThere() {
        for (String path : List.of("/console", "/console/console.js", "/console/stream", "/console/events?id=x")) {
            assertThat(RunningGateway.get(gateway.managementPort(), path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(RunningGateway.get(gateway.managementPort(), SUBSCRIPTIONS).statusCode())
                .isEqualTo(200);
    }

    @Test
    void othersLogIn() throws Exception {
        assertThat(get(SUBSCRIPTIONS, "10.0.0.7", "operator:wrong").statusCode())
                .isEqualTo(401);
        assertThat(get(SUBSCRIPTIONS, "10.0.0.7", RIGHT).statusCode()).isEqualTo(200);
    }

    @Test
    void othersChangeSomethingWithTheTokenOnly() throws Exception {
        HttpResponse<String> without =
                send(request(NOBODY, "10.0.0.7", RIGHT).header("content-type", "application/json"), DISCARD);
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(json(without).path("detail").asText()).contains("X-CSRF-TOKEN", "GET /actuator/csrf");

        JsonNode token = json(get("/actuator/csrf", "10.0.0.7", RIGHT));
        HttpResponse<String> with = send(
                request(NOBODY, "10.0.0.7", RIGHT)
                        .header("content-type", "application/json")
                        .header(
                                token.path("headerName").asText(),
                                token.path("token").asText()),
                DISCARD);
        assertThat(with.statusCode())
                .as("it is let in, and there is no such queue")
                .isEqualTo(404);
    }

    @Test
    void whoIsWrongTooOftenHasToWaitAndNobodyElse() throws Exception {
        CapturedLog log = new CapturedLog();
        log.attach();
        try {
            for (int i = 0; i < LoginAttempts.MOST_OF_SENDER; i++) {
                assertThat(get(SUBSCRIPTIONS, "10.0.0.66", "guessed-name:guessed-password")
                                .statusCode())
                        .isEqualTo(401);
            }
        } finally {
            log.detach();
        }
        HttpResponse<String> refused = get(SUBSCRIPTIONS, "10.0.0.66", RIGHT);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).contains("60");
        assertThat(json(refused).path("detail").asText()).contains("a minute");

        assertThat(get(SUBSCRIPTIONS, "10.0.0.7", RIGHT).statusCode()).isEqualTo(200);
        assertThat(RunningGateway.get(gateway.managementPort(), SUBSCRIPTIONS).statusCode())
                .isEqualTo(200);
        assertThat(log.lines())
                .filteredOn(line -> line.contains("10.0.0.66"))
                .hasSize(LoginAttempts.MOST_OF_SENDER)
                .allSatisfy(line -> assertThat(line).doesNotContain("guessed"));
        assertThat(RunningGateway.get(gateway.managementPort(), "/actuator/prometheus")
                        .body())
                .containsPattern("zapi_logins_refused_total\\{reason=\"wrong\"} [5-9]\\.0")
                .contains("zapi_logins_refused_total{reason=\"too-many\"} 1.0");
    }

    private static HttpResponse<String> get(String path, String from, String credentials) throws Exception {
        return HTTP.send(request(path, from, credentials).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String body) throws Exception {
        return HTTP.send(
                request.POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String from, String credentials) {
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + path))
                .header("x-forwarded-for", from)
                .header("authorization", "Basic " + basic);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new JsonMapper().readTree(answer.body());
    }
}
