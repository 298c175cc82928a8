package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.RunningGateway;

/** Samples go to a real gateway, and what it was told is what lies in the queue. */
class SendSamplesIT {
    private static final String INSTANCE = "3E00000000000000000000000000C0DE";
    private static final String TOKEN = "AAAA0000BBBB1111CCCC2222";
    private static final Pattern COUNT = Pattern.compile("(?<= )\\d+(?=,|$)");

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    private final SpokenTerminal terminal = new SpokenTerminal();

    @BeforeAll
    static void start() {
        gateway = RunningGateway.in(folder).instance(0, INSTANCE, TOKEN, null).start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void everyEventIsAcceptedAndStoredOnceHoweverOftenItIsSent() {
        int exitCode = terminal.execute(
                "send-samples", url(), "--rate=0", "--repeat=1", "--instance", INSTANCE, "--token", TOKEN);

        assertThat(terminal.out()).as(terminal.err()).doesNotContain("not recognised");
        assertThat(exitCode).isZero();
        long told = COUNT.matcher(lastLine())
                .results()
                .map(MatchResult::group)
                .mapToLong(Long::parseLong)
                .sum();
        assertThat(told).isGreaterThan(500);
        await().untilAsserted(
                        () -> assertThat(gateway.depth(RunningGateway.QUEUE)).isEqualTo(told));
    }

    @Test
    void aWrongTokenIsToldAtOnce() {
        assertThat(terminal.execute("send-samples", url(), "--instance", INSTANCE, "--token", "WRONG"))
                .isEqualTo(1);
        assertThat(terminal.out()).contains("1 sent", "401", "--token").doesNotContain("WRONG");
    }

    @Test
    void theGatewayOfThisDirectoryIsFoundByItsSettingsAndItsTokenIsNotTaken(@TempDir Path here) throws Exception {
        Files.writeString(
                here.resolve("application.yml"),
                """
                server.port: %d
                zapi.instances: [{id: %s, token: %s}]
                """
                        .formatted(gateway.port(), INSTANCE, TOKEN));
        System.setProperty("spring.config.additional-location", here + "/");
        try {
            assertThat(terminal.execute("send-samples", "--instance", INSTANCE)).isEqualTo(1);
            assertThat(terminal.out()).contains("1 sent", "to " + url(), "401", "--token");
        } finally {
            System.clearProperty("spring.config.additional-location");
        }
    }

    private static String url() {
        return "http://127.0.0.1:" + gateway.port() + "/webhooks/zapi";
    }

    private String lastLine() {
        return terminal.outLines().get(terminal.outLines().size() - 1);
    }
}
