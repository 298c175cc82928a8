package org.zapigateway.operations.tracing;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.StoredEvent;

/** A trace goes from the request through the inbox to the delivery and on to the message, when it is wanted. */
class TracingIT {
    @TempDir
    Path folder;

    private final WireMockServer collector =
            new WireMockServer(wireMockConfig().bindAddress("localhost").dynamicPort());

    @BeforeEach
    void collect() {
        collector.start();
        collector.stubFor(post(urlEqualTo("/v1/traces")).willReturn(ok()));
    }

    @AfterEach
    void stop() {
        collector.stop();
    }

    @Test
    void oneTraceGoesFromTheRequestToTheDelivery() throws Exception {
        String traceParent;
        try (RunningGateway gateway = RunningGateway.in(folder)
                .with("zapi.tracing.endpoint", collector.url("/v1/traces"))
                .start()) {
            traceParent = delivered(gateway);
        }

        assertThat(traceParent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        // A stop waits for the collector, but not for long.
        await().untilAsserted(() -> assertThat(spans()).contains("receive-webhook", "deliver all-to-queue"));
        String spans = spans();
        assertThat(spans).containsOnlyOnce("receive-webhook").containsOnlyOnce("deliver all-to-queue");
        String[] parts = traceParent.split("-");
        assertThat(occurrences(spans, bytes(parts[1]))).as("spans of the trace").isEqualTo(2);
        assertThat(occurrences(spans, bytes(parts[2])))
                .as("the delivery's span")
                .isOne();
        assertThat(spans).doesNotContain("Maria", "5511988887777");
    }

    @Test
    void aFailedDeliveryIsASpanOfItsOwn() throws Exception {
        try (RunningGateway gateway = RunningGateway.in(folder)
                .with("zapi.tracing.endpoint", collector.url("/v1/traces"))
                .routeFile(
                        "failing",
                        """
                        - route:
                            id: failing
                            description: Fails
                            from:
                              uri: zapi:events
                              parameters: {maxAttempts: 1, batching: true}
                              steps:
                                - throwException: {exceptionType: java.lang.IllegalStateException, message: no}
                        """)
                .start()) {
            delivered(gateway);
            await().until(() -> gateway.depth("zapi.dead-letters.failing") == 1);
        }

        await().untilAsserted(() -> assertThat(spans()).contains("deliver failing"));
        assertThat(spans()).containsOnlyOnce("deliver failing").contains("java.lang.IllegalStateException");
    }

    @Test
    void withoutAnEndpointNothingIsTraced() throws Exception {
        try (RunningGateway gateway = RunningGateway.in(folder).start()) {
            assertThat(delivered(gateway)).isNull();
            // That of a gateway that has just ended may need a moment.
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .as("threads of OpenTelemetry")
                    .noneMatch(thread -> thread.getName().matches("Batch(Span|LogRecord)Processor.*")));
        }
    }

    @Test
    void whatIsNotSampledBearsNoTrace() throws Exception {
        try (RunningGateway gateway = RunningGateway.in(folder)
                .with("zapi.tracing.endpoint", collector.url("/v1/traces"))
                .with("zapi.tracing.sampled", "0")
                .start()) {
            assertThat(delivered(gateway)).isNull();
        }

        assertThat(collector.getAllServeEvents()).isEmpty();
    }

    /** Posts a message and gives what its delivery bears. */
    private static String delivered(RunningGateway gateway) throws Exception {
        assertThat(gateway.post("/webhooks/zapi", Payloads.text("I", "1")).statusCode())
                .isEqualTo(200);
        await().until(() -> gateway.depth(RunningGateway.QUEUE) == 1);
        return gateway.property(RunningGateway.QUEUE, StoredEvent.TRACE_PARENT).get(0);
    }

    /** What was sent, each byte as a character: Protobuf holds texts and ids as they are. */
    private String spans() {
        return collector.getAllServeEvents().stream()
                .map(event -> new String(event.getRequest().getBody(), StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining());
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    private static int occurrences(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
