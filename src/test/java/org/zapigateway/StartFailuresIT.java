package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user is told when the gateway cannot start: the place, the value and what to do. */
@Timeout(120)
class StartFailuresIT {
    @TempDir
    Path folder;

    @BeforeEach
    void forget() {
        ToldToTheUser.forget();
    }

    @Test
    void anUnknownSettingIsNamedWithoutItsValue() {
        String told = refusal(
                RunningGateway.in(folder).instance(0, "A", "RIGHT", "key").with("zapi.instances[0].tokn", "SECRET"));

        assertThat(told).contains("zapi.instances[0].tokn").doesNotContain("SECRET");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zapi.webhook.path          | webhooks/            | webhooks/         | /webhooks/zapi",
                "zapi.webhook.max-body-size | 600MB                | 629145600B        | 511MB",
                "zapi.webhook.max-in-flight | 0                    | 0                 | at least 1",
                "zapi.webhook.max-bytes-in-flight | 1KB          | 1024B             | zapi.webhook.max-body-size",
                "zapi.webhook.body-timeout  | 0s                   | PT0S              | 10s",
                "zapi.webhook.allowed-addresses | 10.0.0.0/33       | '10.0.0.0/33'     | 203.0.113.0/24",
                "server.forward-headers-strategy | native           | NATIVE            | zapi.webhook.trusted-proxies",
                "server.tomcat.remoteip.remote-ip-header | x-real-ip | remoteip          | zapi.webhook.trusted-proxies",
                "zapi.inbox.max-batch-events| 0                    | 0                 | at least 1",
                "zapi.broker.acceptor       | nonsense here        | nonsense here     | tcp://127.0.0.1:61616",
                "zapi.broker.acceptor       | tcp://0.0.0.0:61616  | tcp://0.0.0.0     | zapi.broker.password",
                "zapi.broker.user           | ops                  | zapi.broker.user  | set both, or neither",
                "zapi.instances[0].id       | A                    | 'A'               | webhook-key",
                "zapi.database.retention    | -1d                  | PT-24H            | 30d",
                "zapi.database.retention-of.event | -1d            | PT-24H            | 30d",
                "zapi.database.writers      | 0                    | 0                 | at least 1",
                "zapi.notices.silence-factor | 0.5                 | 0.5               | at least 1",
                "zapi.tracing.endpoint      | collector:4318       | collector:4318    | /v1/traces",
                "zapi.tracing.sampled       | 2                    | 2.0               | 0.1",
                "zapi.notices.late-after    | 0s                   | PT0S              | 30m",
            })
    void aWrongSettingIsToldByNameValueAndRemedy(String key, String value, String shown, String remedy) {
        String told = refusal(RunningGateway.in(folder).with(key, value));

        assertThat(told)
                .contains(key.replaceAll("\\[0].*|\\.remote-ip-header", ""))
                .contains(shown)
                .contains(remedy);
    }

    @Test
    void anInstanceThatIsConfiguredTwiceIsNamed() {
        String told =
                refusal(RunningGateway.in(folder).instance(0, "A", "T1", "").instance(1, "A", "T2", ""));

        assertThat(told).contains("'A'").contains("twice").doesNotContain("T1", "T2");
    }

    @ParameterizedTest
    @CsvSource({"sales, sales", "B, ''"})
    void aNameThatStandsForTwoInstancesIsNamed(String first, String second) {
        String told = refusal(RunningGateway.in(folder)
                .instance(0, "A", "T1", "")
                .with("zapi.instances[0].name", first)
                .instance(1, "B", "T2", "")
                .with("zapi.instances[1].name", second));

        assertThat(told)
                .contains("zapi.instances[n].name '" + first + "'", "give each its own")
                .doesNotContain("T1", "T2");
    }

    @Test
    void aMissingRoutesDirectoryIsNamed() {
        Path missing = folder.resolve("nowhere");

        String told = refusal(RunningGateway.in(folder).with("zapi.routes.directory", missing.toString()));

        assertThat(told)
                .contains("zapi.routes.directory")
                .contains(missing.toString())
                .contains("create it");
    }

    @Test
    void openModeRefusesToListenToOtherMachines() {
        String told = refusal(RunningGateway.in(folder).with("server.address", "0.0.0.0"));

        assertThat(told)
                .contains("server.address")
                .contains("0.0.0.0")
                .contains("zapi.instances[0].token")
                .contains("127.0.0.1");
    }

    @Test
    void aDataDirectoryBelongsToOneGateway() {
        try (RunningGateway first = RunningGateway.in(folder).start()) {
            String told = refusal(RunningGateway.in(folder));

            assertThat(told)
                    .contains("another gateway")
                    .contains(folder.resolve("data").toString())
                    .contains("zapi.data-dir");
            assertThat(first.post("/webhooks/zapi", Payloads.text("A", "1")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aDataDirectoryThatIsAFileIsNamed() throws Exception {
        Files.writeString(folder.resolve("data"), "");

        assertThat(refusal(RunningGateway.in(folder)))
                .contains(folder.resolve("data").toString())
                .contains("zapi.data-dir");
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String told = refusal(RunningGateway.in(folder).with("server.port", "" + taken.getLocalPort()));

            assertThat(told).contains("" + taken.getLocalPort());
        }
    }

    @Test
    void aTakenBrokerPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String acceptor = "tcp://127.0.0.1:" + taken.getLocalPort();

            String told = refusal(RunningGateway.in(folder).with("zapi.broker.acceptor", acceptor));

            assertThat(told).contains("zapi.broker.acceptor").contains(acceptor).contains("empty");
        }
    }

    @Test
    void afterARefusalTheSameDirectoryStarts() {
        refusal(RunningGateway.in(folder)
                .with("zapi.routes.directory", folder.resolve("nowhere").toString()));

        try (RunningGateway gateway = RunningGateway.in(folder).start()) {
            assertThat(gateway.post("/webhooks/zapi", Payloads.text("A", "1")).statusCode())
                    .isEqualTo(200);
        }
    }

    private static String refusal(RunningGateway.Setup setup) {
        assertThatThrownBy(() -> setup.start().close()).isInstanceOf(Exception.class);
        return ToldToTheUser.text();
    }
}
