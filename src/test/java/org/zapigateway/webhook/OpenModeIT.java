package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.zapigateway.CapturedLog;
import org.zapigateway.Payloads;
import org.zapigateway.RawHttp;
import org.zapigateway.RunningGateway;

/** With no instance configured the gateway serves this machine, and nobody else. */
class OpenModeIT {
    private static final String PATH = "/webhooks/zapi";

    @TempDir
    static Path folder;

    private static final CapturedLog LOG = new CapturedLog();
    private static final String LOUD = "NOT CONFIGURED YET: no instance, so anybody on this machine may post";

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        // On this platform Spring Boot would read forwarded headers, and take them away, before the edge sees them.
        gateway = RunningGateway.in(folder)
                .with("spring.main.cloud-platform", "kubernetes")
                .initializer(context -> LOG.attach())
                .start();
    }

    @AfterAll
    static void stop() {
        LOG.detach();
        gateway.close();
    }

    @Test
    void theStartSaysLoudlyThatItIsOpen() {
        assertThat(LOG.lines()).anyMatch(line -> line.contains(LOUD) && line.contains("Set zapi.instances[0].id"));
    }

    @Test
    void withAnInstanceTheStartSaysNothingOfTheKind(@TempDir Path another) {
        CapturedLog log = new CapturedLog();
        try (RunningGateway configured = RunningGateway.in(another)
                .instance(0, "A", "AAAA0000BBBB1111CCCC2222", "")
                .initializer(context -> log.attach())
                .start()) {
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("zapi-gateway takes events"))
                    .noneMatch(line -> line.contains("NOT CONFIGURED YET"));
        } finally {
            log.detach();
        }
    }

    @Test
    void thisMachineNeedsNoCredential() {
        assertThat(gateway.post(PATH, Payloads.text("ANY", "1")).statusCode()).isEqualTo(200);
        assertThat(gateway.post(PATH, Payloads.text("ANY", "2"), "z-api-token", "any")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void thePortIsBoundToThisMachineAlone() {
        var protocol = (AbstractProtocol<?>) ((TomcatWebServer) gateway.webServer())
                .getTomcat()
                .getConnector()
                .getProtocolHandler();

        assertThat(protocol.getAddress().isLoopbackAddress()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded-For",
                "x-forwarded-proto",
                "X-FORWARDED-HOST",
                "X-Forwarded-Anything",
                "X-Real-IP"
            })
    void aTunnelIsNotThisMachine(String header) {
        HttpResponse<String> answer = gateway.post(PATH, Payloads.text("ANY", "3"), header, "203.0.113.7");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(gateway.depth("zapi.rejected")).isZero();
    }

    /** A page of another site whose name was made to point here, or a tunnel that says nothing of itself. */
    @ParameterizedTest
    @CsvSource({
        "LOCALHOST, 200",
        "127.0.0.1:8080, 200",
        "[::1]:80, 200",
        "evil.example, 401",
        "localhost.evil.example:80, 401",
        "127.0.0.1.evil.example, 401"
    })
    void norIsWhoCallsItByAnotherName(String host, int status) throws Exception {
        byte[] body = Payloads.text("ANY", "by " + host).getBytes(StandardCharsets.UTF_8);
        try (RawHttp http = RawHttp.connect(gateway.port())) {
            http.send(
                    "POST " + PATH + " HTTP/1.1",
                    "host: " + host,
                    "origin: http://" + host,
                    "content-type: application/json",
                    "content-length: " + body.length,
                    "");
            assertThat(http.send(body).answer().status()).isEqualTo(status);
        }
    }
}
