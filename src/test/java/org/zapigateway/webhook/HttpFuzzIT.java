package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.Payloads;
import org.zapigateway.RawHttp;
import org.zapigateway.Rounds;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.Inbox;

/** Bodies and heads that nobody thought of: each gets an answer of the table, and none does harm. */
class HttpFuzzIT {
    private static final int BODIES = Rounds.of(1_000, 2_000);
    private static final int HEADS = 500;
    private static final long SEED = 20210921;
    private static final String TOKEN = "AAAA0000BBBB1111CCCC2222";
    private static final List<String> WORDS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "1e999999999",
            "-0",
            ",",
            ":",
            "\u0000",
            "\"type\":",
            "\"ids\":",
            "\"momment\":",
            "\"instanceId\":\"B\"",
            "\uFEFF",
            "\"phone\":{}",
            "\"text\":[1]");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/json",
            "application/json;charset=x",
            "text/plain",
            "application/x-www-form-urlencoded",
            ";",
            "application/json;boundary=\"");

    private final Random random = new Random(SEED);
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

    @TempDir
    Path folder;

    @Test
    void whateverIsSentTheAnswerIsOneOfTheTable() throws Exception {
        try (RunningGateway gateway = start()) {
            RawHttp http = RawHttp.connect(gateway.port());
            for (int i = 0; i < BODIES; i++) {
                byte[] body = body();
                String token = random.nextInt(20) == 0 ? "wrong" : TOKEN;
                String type = TYPES.get(random.nextInt(TYPES.size()));
                boolean isChunked = random.nextInt(4) == 0;
                http.send(
                        "POST /webhooks/zapi HTTP/1.1",
                        "host: x",
                        "z-api-token: " + token,
                        "content-type: " + type,
                        isChunked ? "transfer-encoding: chunked" : "content-length: " + body.length,
                        "");
                RawHttp.Answer answer =
                        http.send(isChunked ? chunked(body) : body).answer();
                outcomes.merge(outcome(i, answer.status()), 1, Integer::sum);
                if ("close".equalsIgnoreCase(answer.header("connection"))) {
                    http.close();
                    http = RawHttp.connect(gateway.port());
                }
            }
            http.close();

            assertUnharmed(gateway);
            assertThat(outcomes)
                    .as("each kind of answer that a body can get, so the test tries them all")
                    .containsOnlyKeys(
                            Outcome.OK, Outcome.BAD, Outcome.UNAUTHORISED, Outcome.TOO_LARGE, Outcome.WRONG_TYPE);
        }
    }

    /** After the end of what it sends, a sender whose head has no end gets no answer, and waits for none. */
    @Test
    void whateverTheHeadIsTheAnswerIsOneOfTheTable() throws Exception {
        try (RunningGateway gateway = start()) {
            for (int i = 0; i < HEADS; i++) {
                try (RawHttp http = RawHttp.connect(gateway.port())) {
                    OptionalInt status = http.send(request()).statusOfAll();
                    outcomes.merge(status.isEmpty() ? Outcome.NONE : outcome(i, status.getAsInt()), 1, Integer::sum);
                }
            }

            assertUnharmed(gateway);
            assertThat(outcomes)
                    .as("the kinds of answer that only a head decides")
                    .containsKeys(Outcome.OK, Outcome.BAD, Outcome.UNAUTHORISED, Outcome.ELSEWHERE, Outcome.NOT_POST);
        }
    }

    private RunningGateway start() {
        return RunningGateway.in(folder)
                .instance(0, "A", TOKEN, "")
                .with("zapi.webhook.max-body-size", "8KB")
                .start();
    }

    private void assertUnharmed(RunningGateway gateway) {
        Inbox inbox = gateway.bean(Inbox.class);
        System.out.println("HttpFuzzIT: seed " + SEED + ": answers " + outcomes + ", stored " + inbox.stored()
                + ", repeats " + inbox.repeated());
        assertThat(inbox.stored() + inbox.repeated()).isGreaterThanOrEqualTo(outcomes.get(Outcome.OK));
        assertThat(inbox.refused()).isZero();
        assertThat(gateway.post("/webhooks/zapi", Payloads.text("A", "last"), "z-api-token", TOKEN)
                        .statusCode())
                .isEqualTo(200);
    }

    /** In chunks of any size, and the last one with a trailer or without. */
    private byte[] chunked(byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; ) {
            int size = 1 + random.nextInt(Math.min(body.length - at, 2_000));
            chunks.writeBytes(ascii(Integer.toHexString(size) + (random.nextInt(4) == 0 ? ";x=y\r\n" : "\r\n")));
            chunks.write(body, at, size);
            chunks.writeBytes(ascii("\r\n"));
            at += size;
        }
        chunks.writeBytes(ascii(random.nextInt(4) == 0 ? "0\r\nx: y\r\n\r\n" : "0\r\n\r\n"));
        return chunks.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] request() {
        byte[] body = original().getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST /webhooks/zapi HTTP/1.1\r\nhost: x\r\nz-api-token: " + TOKEN
                        + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (int mutations = random.nextInt(4); mutations > 0; mutations--) {
            head = mutated(head);
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head);
        request.writeBytes(body);
        return request.toByteArray();
    }

    private static Outcome outcome(int request, int status) {
        return switch (status) {
            case 200 -> Outcome.OK;
            case 400 -> Outcome.BAD;
            case 401 -> Outcome.UNAUTHORISED;
            case 404 -> Outcome.ELSEWHERE;
            case 405 -> Outcome.NOT_POST;
            case 413 -> Outcome.TOO_LARGE;
            case 415 -> Outcome.WRONG_TYPE;
            default -> throw new AssertionError("request " + request + " of seed " + SEED + " got " + status);
        };
    }

    private byte[] body() {
        byte[] body = original().getBytes(StandardCharsets.UTF_8);
        for (int mutations = random.nextInt(4); mutations > 0; mutations--) {
            body = mutated(body);
        }
        return body;
    }

    private String original() {
        String id = "M" + random.nextInt(50);
        return switch (random.nextInt(4)) {
            case 0 -> Payloads.status("A", id, "N" + id);
            case 1 ->
                "{\"type\":\"PresenceChatCallback\",\"instanceId\":\"A\",\"phone\":\"5511\",\"status\":\"AVAILABLE\"}";
            case 2 -> Payloads.text("A", id, "x".repeat(random.nextInt(9_000)));
            default -> Payloads.text("A", id);
        };
    }

    private byte[] mutated(byte[] body) {
        int at = body.length == 0 ? 0 : random.nextInt(body.length);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(body, at);
            case 1 -> replaced(body, at, new byte[] {(byte) random.nextInt(256)}, 1);
            case 2 -> replaced(body, at, word(), 0);
            case 3 -> replaced(body, at, new byte[0], random.nextInt(8));
            default -> replaced(body, at, word(), random.nextInt(16));
        };
    }

    private byte[] word() {
        return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] replaced(byte[] body, int at, byte[] with, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(body, 0, at);
        out.writeBytes(with);
        int rest = Math.min(body.length, at + length);
        out.write(body, rest, body.length - rest);
        return out.toByteArray();
    }

    private enum Outcome {
        OK,
        BAD,
        UNAUTHORISED,
        ELSEWHERE,
        NOT_POST,
        TOO_LARGE,
        WRONG_TYPE,
        NONE
    }
}
