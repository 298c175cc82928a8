package org.zapigateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.Payloads;
import org.zapigateway.RawHttp;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.Inbox;
import org.zapigateway.inbox.InboxAddresses;

/** The table of answers of the HTTP edge, with two instances. */
class WebhookIT {
    private static final String PATH = "/webhooks/zapi";
    private static final String SALES = "SALES0123456789ABCDEF";
    private static final String SALES_TOKEN = "AAAA0000BBBB1111CCCC2222";
    private static final String SALES_NEXT_TOKEN = "DDDD3333EEEE4444FFFF5555";
    private static final String SALES_KEY = "sales key/1";
    private static final String SALES_NEXT_KEY = "sales-key-2";
    /** All digits, as an id may be. */
    private static final String SUPPORT = "98765432109876543210";

    private static final String SUPPORT_TOKEN = "9999888877776666AAAABBBB";
    private static final int LIMIT = 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.in(folder)
                .instance(0, SALES, SALES_TOKEN + "," + SALES_NEXT_TOKEN, SALES_KEY + "," + SALES_NEXT_KEY)
                .instance(1, SUPPORT, SUPPORT_TOKEN, "support-key")
                .start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void nothingIsRejectedYet() throws Exception {
        gateway.drain(InboxAddresses.REJECTED);
    }

    // Accepted

    @Test
    void anEventIsStoredAndTheAnswerBearsItsId() throws Exception {
        long stored = stored();

        HttpResponse<String> answer = post(text());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(JSON.readTree(answer.body()).path("status").textValue()).isEqualTo("accepted");
        assertThat(ids(answer.body())).singleElement().asString().matches("[0-9a-f]{32}");
        assertThat(stored()).isEqualTo(stored + 1);
    }

    @Test
    void whatWasAcceptedReachesTheQueueOnceHoweverOftenItIsSent() throws Exception {
        await().until(this::allDelivered);
        gateway.drain(RunningGateway.QUEUE);
        String body = Payloads.status(SALES, unique(), unique(), unique());

        List<String> first = ids(post(body).body());
        List<String> repeat = ids(post(body).body());

        assertThat(first).hasSize(3).doesNotHaveDuplicates();
        assertThat(repeat).containsExactlyElementsOf(first);
        await().until(this::allDelivered);
        List<String> delivered = new ArrayList<>();
        for (byte[] event : gateway.drain(RunningGateway.QUEUE)) {
            delivered.add(JSON.readTree(event).path("id").textValue());
        }
        assertThat(delivered).containsExactlyElementsOf(first);
    }

    @Test
    void aRequestThatRepeatsSomeEventsStoresTheOthers() throws Exception {
        String one = unique();
        String two = unique();
        List<String> first = ids(post(Payloads.status(SALES, one)).body());
        long stored = stored();

        List<String> both = ids(post(Payloads.status(SALES, one, two)).body());

        assertThat(both).hasSize(2).startsWith(first.get(0));
        assertThat(stored()).isEqualTo(stored + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/received",
                "/status/any/depth",
                "/caf%C3%A9",
                "/..hidden",
                "/a%2Fb%5Cc",
                "/a;b",
                "?x=1&y=%20",
                "/received?x=a=b"
            })
    void whateverFollowsThePathDecidesNothing(String suffix) {
        assertThat(gateway.post(PATH + suffix, text(), "z-api-token", SALES_TOKEN)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "APPLICATION/JSON",
                "application/cloudevents+json"
            })
    void jsonInUtf8IsTaken(String contentType) throws Exception {
        assertThat(raw("POST", PATH, text(), "content-type: " + contentType, token(SALES_TOKEN))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anUnknownTypeIsAccepted() throws Exception {
        String body = "{\"type\":\"SomethingNewCallback\",\"instanceId\":\"" + SALES + "\",\"x\":\"" + unique() + "\"}";

        assertThat(ids(post(body).body())).hasSize(1);
    }

    // Credentials

    @ParameterizedTest
    @ValueSource(strings = {SALES_TOKEN, SALES_NEXT_TOKEN})
    void twoTokensAreRightDuringARotation(String token) {
        assertThat(gateway.post(PATH, text(), "z-api-token", token).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?key=sales%20key%2F1", "?key=sales+key/1", "?key=sales-key-2", "/received?x=1&key=sales-key-2"})
    void theKeyOfTheUrlIsACredential(String suffix) {
        assertThat(gateway.post(PATH + suffix, text()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no credential       | ''                   | ''",
                "wrong token         | ''                   | AAAA0000BBBB1111CCCC2223",
                "token and more      | ''                   | AAAA0000BBBB1111CCCC2222x",
                "part of the token   | ''                   | AAAA0000BBBB1111CCCC222",
                "lower case          | ''                   | aaaa0000bbbb1111cccc2222",
                "key as token        | ''                   | sales-key-2",
                "token as key        | ?key=AAAA0000BBBB1111CCCC2222 | ''",
                "wrong key           | ?key=sales-key-3     | ''",
                "empty key           | ?key=                | ''",
                "key without value   | ?key                 | ''",
                "key in capitals     | ?KEY=sales-key-2     | ''",
                "another's token     | ''                   | 9999888877776666AAAABBBB",
                "another's key       | ?key=support-key     | ''",
            })
    void withoutARightCredentialNothingIsAccepted(String name, String suffix, String token) {
        long stored = stored();

        HttpResponse<String> answer = token.isEmpty()
                ? gateway.post(PATH + suffix, text())
                : gateway.post(PATH + suffix, text(), "z-api-token", token);

        assertProblem(answer.statusCode(), answer.headers().map(), answer.body(), Problem.UNAUTHORISED);
        assertThat(stored()).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"UNKNOWN\"", "\"" + SUPPORT + "\"", SUPPORT, "\"sales0123456789abcdef\""})
    void aTokenSpeaksForItsOwnInstanceOnly(String instanceId) throws Exception {
        long stored = stored();

        RawHttp.Answer answer = raw(
                "POST",
                PATH,
                text().replace("\"" + SALES + "\"", instanceId),
                "content-type: application/json",
                token(SALES_TOKEN));

        assertProblem(answer, Problem.UNAUTHORISED);
        assertThat(stored()).isEqualTo(stored);
    }

    @Test
    void aTokenSentTwiceCountsOnceAndNoSecondOneIsTried() throws Exception {
        assertThat(raw("POST", PATH, text(), json(), token("wrong"), token(SALES_TOKEN))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aBodyWithoutInstanceIsTakenOnARightToken() {
        String body = text().replace("\"instanceId\":\"" + SALES + "\",", "");

        assertThat(post(body).statusCode()).isEqualTo(200);
    }

    // Verbs

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND", "BREW", "post"})
    void onlyPostIsAnswered(String verb) throws Exception {
        RawHttp.Answer answer = raw(verb, PATH, text(), json(), token(SALES_TOKEN));

        assertProblem(answer, Problem.NOT_POST);
        assertThat(answer.header("allow")).isEqualTo("POST");
    }

    @Test
    void traceEchoesNothing() throws Exception {
        RawHttp.Answer answer = raw("TRACE", PATH, "", token(SALES_TOKEN), "x-foo: bar");

        assertProblem(answer, Problem.NOT_POST);
        assertThat(answer.headers()).doesNotContainKeys("z-api-token", "x-foo");
    }

    @Test
    void headIsAnsweredByTheHeadOfTheProblem() throws Exception {
        try (RawHttp http = RawHttp.connect(gateway.port())) {
            RawHttp.Answer answer = http.send("HEAD " + PATH + " HTTP/1.1", "host: x", token(SALES_TOKEN), "")
                    .answerToHead();

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void aPreflightOfABrowserIsRefusedAndNamesNoOrigin() throws Exception {
        RawHttp.Answer answer = raw(
                "OPTIONS",
                PATH,
                "",
                "origin: https://evil.example",
                "access-control-request-method: POST",
                "access-control-request-headers: content-type");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    // Size

    @Test
    void aBodyOfExactlyTheLimitIsTaken() {
        String body = text().replace("\"}}", "\"},\"pad\":\"");
        body += "x".repeat(LIMIT - body.getBytes(StandardCharsets.UTF_8).length - 2) + "\"}";

        assertThat(post(body).statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsNotRead() throws Exception {
        try (RawHttp http = RawHttp.connect(gateway.port())) {
            RawHttp.Answer answer = http.send(
                            "POST " + PATH + " HTTP/1.1",
                            "host: x",
                            json(),
                            token(SALES_TOKEN),
                            "content-length: " + (LIMIT + 1),
                            "")
                    .answer();

            assertProblem(answer, Problem.TOO_LARGE);
        }
    }

    @Test
    void aChunkedBodyIsReadUpToTheLimitAndNoFurther() throws Exception {
        byte[] chunk = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        int sent = 0;
        boolean cutOff = false;
        try (RawHttp http = chunked(SALES_TOKEN)) {
            while (sent <= LIMIT) {
                http.sendChunk(chunk);
                sent += chunk.length;
            }
            RawHttp.Answer answer = http.answer();
            assertProblem(answer, Problem.TOO_LARGE);
            assertThat(answer.header("connection")).isEqualToIgnoringCase("close");
            try {
                while (sent < 50 * LIMIT) {
                    http.sendChunk(chunk);
                    sent += chunk.length;
                }
            } catch (IOException closed) {
                cutOff = true;
            }
        }
        assertThat(cutOff).as("the connection is closed before 50 MB are read").isTrue();
        assertThat(gateway.depth(InboxAddresses.REJECTED)).isZero();
    }

    @Test
    void aChunkedBodyBelowTheLimitIsTaken() throws Exception {
        byte[] body = text().getBytes(StandardCharsets.UTF_8);
        try (RawHttp http = chunked(SALES_TOKEN)) {
            http.sendChunk(Arrays.copyOfRange(body, 0, 100));
            http.sendChunk(Arrays.copyOfRange(body, 100, body.length));

            assertThat(http.send("0", "").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void aBodyWithoutCredentialIsNotReadAtAll() throws Exception {
        try (RawHttp http = chunked("wrong")) {
            assertProblem(http.answer(), Problem.UNAUTHORISED);
        }
    }

    // Content type

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=iso-8859-1",
                "application/json; charset=latin1",
                "application/json; charset=nonsense",
                "application/octet-stream",
                "garbage",
                "*/*",
                ";;;"
            })
    void anythingButJsonInUtf8IsRefused(String contentType) throws Exception {
        RawHttp.Answer answer = raw("POST", PATH, text(), "content-type: " + contentType, token(SALES_TOKEN));

        assertProblem(answer, Problem.NOT_JSON_TYPE);
    }

    @Test
    void aBodyWithoutContentTypeIsRefused() throws Exception {
        assertProblem(raw("POST", PATH, text(), token(SALES_TOKEN)), Problem.NOT_JSON_TYPE);
    }

    @Test
    void aFormsKeyIsNoCredential() throws Exception {
        assertProblem(
                raw("POST", PATH, "key=" + SALES_NEXT_KEY, "content-type: application/x-www-form-urlencoded"),
                Problem.UNAUTHORISED);
    }

    // Bodies that can never become an event

    static List<byte[]> badBodies() {
        return List.of(
                bytes(""),
                bytes("  \r\n"),
                bytes("[" + Payloads.text(SALES, "X") + "]"),
                bytes("42"),
                bytes("\"text\""),
                bytes("null"),
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'},
                new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0},
                bytes("{\"a\":\"b"),
                bytes(Payloads.text(SALES, "X") + "{}"),
                bytes("{\"a\":1}\u0000"),
                bytes("{'a':1}"),
                bytes("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
                bytes("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("badBodies")
    void aBodyThatIsNoObjectIsRefusedAndKeptByteForByte(byte[] body) throws Exception {
        RawHttp.Answer answer = raw("POST", PATH, body, json(), token(SALES_TOKEN));

        assertProblem(answer, Problem.NOT_JSON);
        assertThat(gateway.drain(InboxAddresses.REJECTED)).singleElement().isEqualTo(body);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("badBodies")
    void aStrangersBadBodyIsNotKept(byte[] body) throws Exception {
        assertProblem(raw("POST", PATH, body, json(), token("wrong")), Problem.UNAUTHORISED);
        assertThat(gateway.depth(InboxAddresses.REJECTED)).isZero();
    }

    @Test
    void halfABodyIsNeitherStoredNorKeptAndDoesNoHarm() throws Exception {
        long stored = stored();
        try (RawHttp http = RawHttp.connect(gateway.port())) {
            http.send("POST " + PATH + " HTTP/1.1", "host: x", json(), token(SALES_TOKEN), "content-length: 500", "");
            http.send(bytes("{\"type\":\"ReceivedCallback\"}"));
        }
        try (RawHttp http = chunked(SALES_TOKEN)) {
            http.sendChunk(bytes("{\"type\":\"ReceivedCallback\"}"));
        }

        assertThat(post(text()).statusCode()).isEqualTo(200);
        assertThat(stored()).isEqualTo(stored + 1);
        assertThat(gateway.depth(InboxAddresses.REJECTED)).isZero();
    }

    // What Z-API and others send along

    @Test
    void theHeadersOfZapiAreHarmless() throws Exception {
        // FACTS T3, T5, T6: as captured, over plain HTTP.
        RawHttp.Answer answer = raw(
                "POST",
                PATH,
                text(),
                "connection: Upgrade, HTTP2-Settings",
                "http2-settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA",
                "upgrade: h2c",
                json(),
                "origin: https://api.z-api.io",
                "server: Z-API",
                "user-agent: Mozilla/5.0 (X11; Linux i686; rv:111.0) Gecko/20100101 Firefox/111.0",
                token(SALES_TOKEN));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ids(answer.body())).hasSize(1);
        assertThat(answer.headers()).doesNotContainKeys("upgrade", "server", "origin", "user-agent");
    }

    @Test
    void noHeaderOfTheRequestComesBackAndNoneSteersTheRoute() throws Exception {
        String[] headers = {
            json(),
            token(SALES_TOKEN),
            "x-foo: bar",
            "x-request-id: 4711",
            "user-agent: test",
            "cookie: a=b",
            "breadcrumbId: 1",
            "CamelHttpResponseCode: 404",
            "CAmelHttpResponseCode: 404",
            "CamelHttpUri: http://127.0.0.1:1/",
            "CAmelHttpUri: http://127.0.0.1:1/",
            "CamelHttpPath: /other",
            "CamelFileName: ../../evil",
            "CamelJmsDestinationName: stolen",
            "JMSReplyTo: stolen",
            "JMSXGroupID: stolen",
            "eventType: chat.presence",
            "org.apache.camel.x: y"
        };

        RawHttp.Answer answer = raw("POST", PATH + "?CamelHttpResponseCode=500&eventType=x", text(), headers);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().keySet())
                .isSubsetOf("content-type", "content-length", "date", "connection", "keep-alive");
        await().until(this::allDelivered);
        assertThat(gateway.depth("stolen")).isZero();
    }

    @Test
    void noHeaderOfTheRequestComesBackWithAProblem() throws Exception {
        RawHttp.Answer answer = raw("POST", PATH, "{", json(), token(SALES_TOKEN), "x-foo: bar", "user-agent: test");

        assertProblem(answer, Problem.NOT_JSON);
        assertThat(answer.headers().keySet())
                .isSubsetOf("content-type", "content-length", "date", "connection", "keep-alive");
    }

    @Test
    void aSenderThatAsksBeforeItSendsItsBodyIsToldToGoOn() throws Exception {
        String body = text();
        try (RawHttp http = expecting(body)) {
            assertThat(http.answer().status()).isEqualTo(100);
            assertThat(http.send(bytes(body)).answer().status()).isEqualTo(200);
        }
    }

    @Test
    void aStrangerIsNotAskedForItsBody() throws Exception {
        try (RawHttp http = RawHttp.connect(gateway.port())) {
            http.send(head("POST", PATH, 500, json(), token("wrong"), "expect: 100-continue"));

            RawHttp.Answer answer = http.answer();

            assertProblem(answer, Problem.UNAUTHORISED);
            assertThat(answer.header("connection"))
                    .as("the body will never come")
                    .isEqualTo("close");
        }
    }

    /** The body is awaited for a moment only, so on a machine that stalls for as long the connection ends: then once more. */
    @Test
    void aRefusalWhoseBodyFollowsLeavesTheConnectionUsable() {
        byte[] body = bytes(text());
        await().ignoreException(IOException.class).untilAsserted(() -> {
            try (RawHttp http = RawHttp.connect(gateway.port())) {
                http.send(head("POST", PATH, body.length, json(), token("wrong")));
                assertProblem(http.answer(), Problem.UNAUTHORISED);
                http.send(body);

                http.send(head("POST", PATH, body.length, json(), token(SALES_TOKEN)));
                assertThat(http.send(body).answer().status()).isEqualTo(200);
            }
        });
    }

    @Test
    void aConnectionServesManyRequests() throws Exception {
        try (RawHttp http = RawHttp.connect(gateway.port())) {
            for (int i = 0; i < 5; i++) {
                byte[] body = bytes(text());
                http.send(head("POST", PATH, body.length, json(), token(SALES_TOKEN)));
                assertThat(http.send(body).answer().status()).isEqualTo(200);
            }
        }
    }

    // Elsewhere

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/webhooks",
                "/webhooks/zapiX",
                "/webhooks/zapiX/y",
                "/error",
                "/favicon.ico",
                "/actuator/health"
            })
    void anUnknownPathIsAProblem(String path) throws Exception {
        assertProblem(raw("POST", path, text(), json(), token(SALES_TOKEN)), Problem.UNKNOWN_PATH);
        assertProblem(raw("GET", path, "", token(SALES_TOKEN)), Problem.UNKNOWN_PATH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/zapi/../../x", "/x/../webhooks/zapi", "/webhooks/zapi;x/y", "//webhooks/zapi"})
    void onlyThePathAsItIsSentCounts(String path) throws Exception {
        assertThat(raw("POST", path, text(), json(), token(SALES_TOKEN)).status())
                .isEqualTo(path.startsWith(PATH + "/") ? 200 : 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS", "BREW", "PROPFIND", "DELETE"})
    void anyVerbAtAnUnknownPathIsAProblem(String verb) throws Exception {
        assertProblem(raw(verb, "/x", "", token(SALES_TOKEN)), Problem.UNKNOWN_PATH);
    }

    static List<String> headsThatAreNoHttp() {
        return List.of(
                "HELLO",
                "\u0016\u0003\u0001\u0002",
                "POST /webhooks/zapi/%zz HTTP/1.1\r\nhost: x",
                "POST /webhooks/zapi/<Maria> HTTP/1.1\r\nhost: x",
                "POST /webhooks/zapi/%00 HTTP/1.1\r\nhost: x",
                "POST /webhooks/zapi HTTP/1.1",
                "POST /webhooks/zapi HTTP/1.1\r\nhost: x\r\nhost: y",
                "POST /webhooks/zapi HTTP/9.9\r\nhost: x",
                "POST /webhooks/zapi HTTP/1.1\r\nhost: x\r\ncontent-length: x",
                "POST /webhooks/zapi HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3",
                "POST /webhooks/zapi HTTP/1.1\r\nhost: x\r\ntransfer-encoding: gzip",
                "POST /webhooks/zapi HTTP/1.1\r\nhost: x\r\nexpect: 200-ok",
                "POST /webhooks/zapi HTTP/1.1\r\nhost: x\r\nz-api-token: " + "x".repeat(20_000),
                "POST /webhooks/zapi HTTP/1.1\r\nhost: x" + "\r\nx: y".repeat(200),
                "CONNECT x:1 HTTP/1.1\r\nhost: x");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("headsThatAreNoHttp")
    void aHeadThatIsNoHttpIsAProblem(String head) throws Exception {
        try (RawHttp http = RawHttp.connect(gateway.port())) {
            assertProblem(http.send(bytes(head + "\r\n\r\n")).answer(), Problem.MALFORMED);
        }
    }

    @Test
    void aBodyWhoseChunksAreNoneIsAProblem() throws Exception {
        try (RawHttp http = chunked(SALES_TOKEN)) {
            assertProblem(http.send("no length", "").answer(), Problem.MALFORMED);
        }
        assertThat(gateway.depth(InboxAddresses.REJECTED)).isZero();
    }

    @Test
    void noMoreThanAFewBytesAreReadBesideTheChunks() throws Exception {
        String few = "x".repeat(200);
        String body = text();
        String size = Integer.toHexString(bytes(body).length);
        try (RawHttp http = chunked(SALES_TOKEN)) {
            http.send(size + ";" + few, body, "0", "trailer: " + few, "");
            assertThat(http.answer().status()).isEqualTo(200);
        }
        try (RawHttp http = chunked(SALES_TOKEN)) {
            assertProblem(http.send(size + ";" + few + few, body, "0", "").answer(), Problem.MALFORMED);
        }
        try (RawHttp http = chunked(SALES_TOKEN)) {
            assertProblem(
                    http.send(size, body, "0", "trailer: " + few + few, "").answer(), Problem.MALFORMED);
        }
    }

    @Test
    void everyRefusalIsCountedOnceByItsReason() throws Exception {
        assertCounted(Refusal.UNKNOWN_PATH, "POST /x HTTP/1.1", json(), "content-length: 0", "");
        assertCounted(Refusal.NOT_POST, "GET " + PATH + " HTTP/1.1", "");
        assertCounted(Refusal.MALFORMED, "POST " + PATH + "/%zz HTTP/1.1", "");
        assertCounted(Refusal.WRONG_CREDENTIAL, "POST " + PATH + " HTTP/1.1", json(), "content-length: 0", "");
        assertCounted(Refusal.NOT_JSON_TYPE, "POST " + PATH + " HTTP/1.1", token(SALES_TOKEN), "");
        assertCounted(
                Refusal.TOO_LARGE,
                "POST " + PATH + " HTTP/1.1",
                json(),
                token(SALES_TOKEN),
                "content-length: " + (LIMIT + 1),
                "");
        assertCounted(Refusal.NOT_JSON, "POST " + PATH + " HTTP/1.1", json(), token(SALES_TOKEN), "");
        assertCounted(
                Refusal.WRONG_INSTANCE,
                "POST " + PATH + " HTTP/1.1",
                json(),
                token(SALES_TOKEN),
                "content-length: 18",
                "",
                "{\"instanceId\":\"X\"}");
        assertCounted(
                Refusal.BROKEN_OFF,
                "POST " + PATH + " HTTP/1.1",
                json(),
                token(SALES_TOKEN),
                "transfer-encoding: chunked",
                "",
                "no length",
                "");
    }

    private static void assertCounted(Refusal refusal, String requestLine, String... lines) throws IOException {
        Map<Refusal, Long> expected = counts();
        expected.merge(refusal, 1L, Long::sum);

        try (RawHttp http = RawHttp.connect(gateway.port())) {
            RawHttp.Answer answer =
                    http.send(requestLine, "host: x").send(lines).answer();
            assertThat(answer.status()).isEqualTo(refusal.problem().status());
        }

        assertThat(counts()).as("after " + refusal).isEqualTo(expected);
    }

    private static Map<Refusal, Long> counts() {
        Refusals refusals = gateway.bean(Refusals.class);
        return Arrays.stream(Refusal.values())
                .collect(Collectors.toMap(
                        refusal -> refusal, refusals::count, Long::sum, () -> new EnumMap<>(Refusal.class)));
    }

    // Helpers

    private static void assertProblem(RawHttp.Answer answer, Problem problem) throws IOException {
        assertProblem(answer.status(), answer.headers(), answer.body(), problem);
    }

    private static void assertProblem(int status, Map<String, List<String>> headers, String body, Problem problem) {
        assertThat(status).isEqualTo(problem.status());
        assertThat(headers.get("content-type")).containsExactly("application/problem+json");
        JsonNode json = tree(body);
        assertThat(json.path("type").textValue()).isEqualTo("urn:zapi-gateway:problem:" + type(problem));
        assertThat(json.path("status").intValue()).isEqualTo(problem.status());
        assertThat(json.path("title").textValue()).isNotBlank();
        assertThat(json.size()).as("nothing beside type, title and status").isEqualTo(3);
        assertNoEcho(body);
    }

    /** The contract: these names stay, whatever the constants are called. */
    private static String type(Problem problem) {
        return switch (problem) {
            case MALFORMED -> "malformed";
            case NOT_JSON -> "not-json";
            case UNAUTHORISED -> "unauthorised";
            case UNKNOWN_PATH -> "unknown-path";
            case NOT_POST -> "not-post";
            case TOO_LARGE -> "too-large";
            case NOT_JSON_TYPE -> "not-json-type";
            case UNAVAILABLE -> "unavailable";
        };
    }

    private static void assertNoEcho(String body) {
        assertThat(body)
                .doesNotContainIgnoringCase(SALES_TOKEN)
                .doesNotContain(SALES, SUPPORT, "Maria", "5511988887777", "Exception", "Tomcat", "\tat ");
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }

    private static List<String> ids(String accepted) {
        List<String> ids = new ArrayList<>();
        tree(accepted).path("events").forEach(id -> ids.add(id.textValue()));
        return ids;
    }

    private static HttpResponse<String> post(String body) {
        return gateway.post(PATH, body, "z-api-token", SALES_TOKEN);
    }

    private static String text() {
        return Payloads.text(SALES, unique());
    }

    private static String unique() {
        return UUID.randomUUID().toString();
    }

    private static long stored() {
        return gateway.bean(Inbox.class).stored();
    }

    private boolean allDelivered() {
        return gateway.depth(InboxAddresses.subscriptionQueue("all-to-queue")) == 0;
    }

    private static String json() {
        return "content-type: application/json";
    }

    private static String token(String token) {
        return "z-api-token: " + token;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RawHttp.Answer raw(String verb, String path, String body, String... headers) throws IOException {
        return raw(verb, path, bytes(body), headers);
    }

    private static RawHttp.Answer raw(String verb, String path, byte[] body, String... headers) throws IOException {
        try (RawHttp http = RawHttp.connect(gateway.port())) {
            return http.send(head(verb, path, body.length, headers)).send(body).answer();
        }
    }

    private static RawHttp chunked(String token) throws IOException {
        return RawHttp.connect(gateway.port())
                .send("POST " + PATH + " HTTP/1.1", "host: x", json(), token(token), "transfer-encoding: chunked", "");
    }

    private static RawHttp expecting(String body) throws IOException {
        return RawHttp.connect(gateway.port())
                .send(head("POST", PATH, bytes(body).length, json(), token(SALES_TOKEN), "expect: 100-continue"));
    }

    private static byte[] head(String verb, String path, int length, String... headers) {
        List<String> lines = new ArrayList<>(List.of(verb + " " + path + " HTTP/1.1", "host: x"));
        lines.addAll(List.of(headers));
        lines.add("content-length: " + length);
        return bytes(String.join("\r\n", lines) + "\r\n\r\n");
    }
}
