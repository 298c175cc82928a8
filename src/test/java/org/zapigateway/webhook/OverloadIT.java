package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.Payloads;
import org.zapigateway.RawHttp;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.Inbox;

/** What is more than the gateway can hold is refused at once, and never half taken. */
@Timeout(120)
class OverloadIT {
    private static final String PATH = "/webhooks/zapi";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void moreRequestsThanTheLimitAreRefused() throws Exception {
        byte[] body = event("1", "");
        try (RunningGateway gateway = RunningGateway.in(folder)
                        .with("zapi.webhook.max-in-flight", "1")
                        .with("zapi.webhook.body-timeout", "5m")
                        .start();
                RawHttp first = leavingNoRoom(gateway, body, 0, event("2", ""))) {
            assertRefused(gateway, Refusal.TOO_MANY_REQUESTS, event("2", ""));

            assertThat(first.send(body).answer().status()).isEqualTo(200);
            await().atMost(PATIENCE).until(() -> post(gateway, event("2", "")).status() == 200);
        }
    }

    @Test
    void moreBytesThanTheLimitAreRefused() throws Exception {
        byte[] body = event("1", "x".repeat(60_000));
        try (RunningGateway gateway = RunningGateway.in(folder)
                        .with("zapi.webhook.max-body-size", "100KB")
                        .with("zapi.webhook.max-bytes-in-flight", "100KB")
                        .with("zapi.webhook.body-timeout", "5m")
                        .start();
                RawHttp first = leavingNoRoom(gateway, body, body.length - 1, event("2", "x".repeat(60_000)))) {
            assertRefused(gateway, Refusal.TOO_MANY_BYTES, event("2", "x".repeat(60_000)));
            assertThat(post(gateway, event("3", "")).status()).isEqualTo(200);

            assertThat(first.send(Arrays.copyOfRange(body, body.length - 1, body.length))
                            .answer()
                            .status())
                    .isEqualTo(200);
            await().atMost(PATIENCE)
                    .until(() -> post(gateway, event("2", "x".repeat(60_000))).status() == 200);
        }
    }

    @Test
    void aSmallBodyThatBecomesManyLargeEventsCountsAsThese() throws Exception {
        byte[] waiting = event("1", "");
        byte[] many = status(200);
        try (RunningGateway gateway = RunningGateway.in(folder)
                        .with("zapi.webhook.max-body-size", "100KB")
                        .with("zapi.webhook.max-bytes-in-flight", "100KB")
                        .with("zapi.webhook.body-timeout", "5m")
                        .start();
                RawHttp other = leavingNoRoom(gateway, waiting, waiting.length - 1, many)) {
            long before = gateway.bean(Inbox.class).stored();
            assertRefused(gateway, Refusal.TOO_MANY_BYTES, many);
            assertThat(gateway.bean(Inbox.class).stored()).isEqualTo(before);

            assertThat(other.send(Arrays.copyOfRange(waiting, waiting.length - 1, waiting.length))
                            .answer()
                            .status())
                    .isEqualTo(200);
            await().atMost(PATIENCE).until(() -> post(gateway, many).status() == 200);
            assertThat(gateway.bean(Inbox.class).stored()).isEqualTo(201);
        }
    }

    @Test
    void aBodyThatDoesNotComeInTimeIsRefused() throws Exception {
        byte[] body = event("1", "");
        try (RunningGateway gateway = RunningGateway.in(folder)
                        .with("zapi.webhook.body-timeout", "200ms")
                        .start();
                RawHttp slow = post(gateway, body.length)) {
            slow.send(Arrays.copyOf(body, 10));

            assertUnavailable(slow.answer());

            assertThat(gateway.bean(Refusals.class).count(Refusal.TOO_SLOW)).isOne();
            assertThat(gateway.bean(Inbox.class).stored()).isZero();
        }
    }

    /**
     * Sends a part of a request, and returns when another one is refused because of it. When that one was in hand first, ours is
     * what is refused, and sent again.
     */
    private static RawHttp leavingNoRoom(RunningGateway gateway, byte[] body, int sent, byte[] other)
            throws IOException {
        AtomicReference<RawHttp> ours =
                new AtomicReference<>(post(gateway, body.length).send(Arrays.copyOf(body, sent)));
        await().atMost(PATIENCE).until(() -> {
            if (ours.get().isAnswered()) {
                ours.get().close();
                ours.set(post(gateway, body.length).send(Arrays.copyOf(body, sent)));
            }
            return post(gateway, other).status() == 503 && !ours.get().isAnswered();
        });
        return ours.get();
    }

    private static void assertRefused(RunningGateway gateway, Refusal refusal, byte[] body) throws IOException {
        Refusals refusals = gateway.bean(Refusals.class);
        long before = refusals.count(refusal);

        assertUnavailable(post(gateway, body));

        assertThat(refusals.count(refusal)).isEqualTo(before + 1);
    }

    private static void assertUnavailable(RawHttp.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).matches("[1-9]\\d*");
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(answer.body()).contains("urn:zapi-gateway:problem:unavailable");
    }

    private static RawHttp.Answer post(RunningGateway gateway, byte[] body) throws IOException {
        try (RawHttp http = post(gateway, body.length)) {
            return http.send(body).answer();
        }
    }

    private static RawHttp post(RunningGateway gateway, int length) throws IOException {
        return RawHttp.connect(gateway.port())
                .send(
                        "POST " + PATH + " HTTP/1.1",
                        "host: x",
                        "content-type: application/json",
                        "content-length: " + length,
                        "");
    }

    private static byte[] status(int messages) {
        String ids =
                IntStream.range(0, messages).mapToObj(i -> "\"id" + i + "\"").collect(Collectors.joining(","));
        return ("{\"type\":\"MessageStatusCallback\",\"instanceId\":\"A\",\"phone\":\"5500940002001\",\"status\":\"READ\","
                        + "\"momment\":1700000000000,\"ids\":[" + ids + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] event(String messageId, String text) {
        return Payloads.text("A", messageId, text).getBytes(StandardCharsets.UTF_8);
    }
}
