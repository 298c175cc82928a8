package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zapigateway.FreePort;

/** What a verb tells of an operations port that does not do what it asks. */
class OperationsPortTest {
    private final SpokenTerminal terminal = new SpokenTerminal();
    private final Properties before = (Properties) System.getProperties().clone();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "This combination of host and port is not for you.".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        System.setProperties(before);
    }

    @Test
    void thePortIsReadWhereTheGatewayReadsIt(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("application.yml"), "management.server: {port: " + port() + ", address: 0.0.0.0}");
        System.setProperty("spring.config.additional-location", folder + "/");
        status = 404;

        assertThat(terminal.execute("subscriptions")).isEqualTo(1);
        assertThat(terminal.err()).contains("answers 404 to http://127.0.0.1:" + port() + "/actuator/subscriptions");
    }

    @Test
    void aPortThatIsNamedIsTakenWhateverTheSettingsAre() {
        System.setProperty("management.server.port", "nonsense");
        status = 404;

        assertThat(subscriptions("http", port())).isEqualTo(1);
        assertThat(terminal.err()).contains("answers 404 to http://127.0.0.1:" + port());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false, http://127.0.0.1",
        "::,        false, http://127.0.0.1",
        "127.0.0.2, false, http://127.0.0.2",
        "::1,       false, http://[::1]",
        "127.0.0.1, true,  https://localhost",
    })
    void theAddressIsOneThatCanBeAsked(String address, boolean certificate, String asked) throws Exception {
        System.setProperty("management.server.port", String.valueOf(FreePort.find()));
        System.setProperty("management.server.address", address);
        System.setProperty("management.server.ssl.enabled", String.valueOf(certificate));

        assertThat(terminal.execute("subscriptions")).isEqualTo(1);
        assertThat(terminal.err())
                .contains("no gateway answers at " + asked + ":" + System.getProperty("management.server.port"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0        | management.server.port is '0', which is no port that can be asked",
                "-1       | management.server.port is '-1', which is no port that can be asked",
                "nonsense | management.server.port has a value that does not fit",
            })
    void settingsThatNameNoPortAreToldWithTheWayOut(String port, String why) {
        System.setProperty("management.server.port", port);

        assertThat(terminal.execute("subscriptions")).isEqualTo(1);
        assertThat(terminal.err()).contains(why, "--operations");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | does its operations port speak TLS (management.server.ssl)? Then say https://",
                "401 | verbs do not log in: run them on its machine",
                "403 | verbs do not log in: run them on its machine",
                "404 | is it a gateway of this version?",
            })
    void aRefusalIsToldWithItsRemedy(int refusal, String remedy) {
        status = refusal;

        assertThat(subscriptions("http", port())).isEqualTo(1);
        assertThat(terminal.err()).contains("the gateway answers " + refusal, remedy);
    }

    @Test
    void aPortWithoutTlsIsNotTakenForNoGateway() throws Exception {
        try (PortWithoutTls plain = new PortWithoutTls()) {
            assertThat(subscriptions("https", plain.number())).isEqualTo(1);
        }
        assertThat(terminal.err())
                .contains("no TLS with https://127.0.0.1:", "without management.server.ssl say http://")
                .doesNotContain("is it running");
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private int subscriptions(String scheme, int port) {
        return terminal.execute("subscriptions", "--operations", scheme + "://127.0.0.1:" + port);
    }

    /** A gateway that was stopped by a signal, or has no memory left: its machine goes on to take connections for it. */
    @Test
    void aGatewayThatHangsIsNotWaitedForWithoutEnd() throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.setProperty("management.server.port", String.valueOf(hanging.getLocalPort()));
            OperationsPort port = new OperationsPort();
            port.shownWithin = Duration.ofMillis(200);

            assertThatThrownBy(() -> port.get("subscriptions", Map.of()))
                    .isInstanceOf(VerbFailedException.class)
                    .hasMessage(
                            "the gateway at http://127.0.0.1:" + hanging.getLocalPort() + " takes the question and does"
                                    + " not answer: it hangs, or has too much to do; look at its log, its processor and its disk");
        }
    }
}
