package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zapigateway.CapturedLog;
import org.zapigateway.Payloads;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.InboxAddresses;

/** A step that fails is told with the same line by a running gateway and by a trial: the one where its key stands. */
class FailedStepIT {
    /** Steps by the id of their route, which is what fails and its line; the first line is the ninth of the file. */
    private static final Map<String, String> STEPS = steps();

    /** For all routes of its file, of which there are two. */
    private static final String HANDLER =
            """
            - onException:
                exception: [java.lang.Exception]
                handled: {constant: "true"}
                steps:
                  - choice:
                      when:
                        - simple: "${body.foo} == 1"
                          steps: [{to: log:one}]
            - route:
                id: helper
                description: Has the same handler
                from: {uri: direct:helper, steps: [{to: log:helper}]}
            """;

    private static final String HANDLED = "when-7";

    @TempDir
    private static Path folder;

    private static final CapturedLog LOG = new CapturedLog();

    private static RunningGateway gateway;

    private final SpokenTerminal terminal = new SpokenTerminal();

    @BeforeAll
    static void start() {
        RunningGateway.Setup setup = RunningGateway.in(folder);
        STEPS.forEach((id, step) -> setup.routeFile(id, file(id, step)));
        setup.routeFile(
                HANDLED,
                HANDLER
                        + file(
                                HANDLED,
                                "- throwException: {exceptionType: java.lang.IllegalStateException, message: x}"));
        gateway = setup.start();
        LOG.attach();
        gateway.post("/webhooks/zapi", Payloads.text("I", "M1"));
    }

    @AfterAll
    static void stop() {
        LOG.detach();
        gateway.close();
    }

    static Stream<String> ids() {
        return Stream.concat(STEPS.keySet().stream(), Stream.of(HANDLED));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void isTheSameInTheLogAndInATrial(String id) throws Exception {
        String[] expected = id.split("-");

        await().until(() -> gateway.depth(InboxAddresses.deadLetterQueue(id)) == 1);
        assertThat(terminal.execute(
                        "deadletters",
                        "list",
                        id,
                        "--json",
                        "--operations",
                        "http://127.0.0.1:" + gateway.managementPort()))
                .isZero();
        assertThat(json(terminal).path("node").asText())
                .matches(expected[0] + "\\d+ \\(" + id + "\\.camel\\.yaml:" + expected[1] + "\\)");

        SpokenTerminal trial = new SpokenTerminal();
        trial.execute(
                "try",
                folder.resolve("routes").resolve(id + ".camel.yaml").toString(),
                "--dir",
                folder.resolve("routes").toString(),
                "--payload",
                "samples/received-text.json",
                "--json");
        JsonNode route = json(trial).at("/routes/0");
        assertThat(route.path("failedStep").asText()).isEqualTo(expected[0]);
        assertThat(route.path("failedAt").asText()).endsWith("routes/" + id + ".camel.yaml:" + expected[1]);
    }

    /** Camel tells of a handler that fails by itself, with the exception's text. */
    @Test
    void noLogQuotesTheEvent() {
        ids().forEach(id -> await().until(() -> gateway.depth(InboxAddresses.deadLetterQueue(id)) == 1));

        assertThat(LOG.lines()).isNotEmpty().noneMatch(line -> line.contains("specversion"));
    }

    private static JsonNode json(SpokenTerminal spoken) throws Exception {
        return new JsonMapper().readTree(spoken.out());
    }

    private static Map<String, String> steps() {
        Map<String, String> steps = new LinkedHashMap<>();
        steps.put("setBody-9", "- setBody: {simple: '${body.foo}'}");
        steps.put(
                "setBody-10",
                """
                - setBody: {simple: "${body}"}
                - setBody: {simple: "${body.foo}"}
                - setBody: {simple: "${body}"}
                """);
        steps.put(
                "setHeader-9",
                """
                - setHeader:
                    name: a
                    simple: "${body.foo}"
                """);
        steps.put(
                "log-10",
                """
                # why
                - log:
                    # and how
                    message: "${body.foo}"
                """);
        steps.put(
                "when-14",
                """
                - choice:
                    when:
                      - simple: "${header.eventType} == 'message.sent'"
                        steps:
                          - to: log:sent
                      - simple: "${body.foo} == 1"
                        steps:
                          - to: log:one
                      - simple: "${body.bar} == 1"
                        steps:
                          - to: log:two
                """);
        steps.put(
                "when-19",
                """
                - choice:
                    when:
                      - simple: "${header.eventType} == 'message.received'"
                        steps:
                          - setBody: {constant: no JSON}
                          - choice:
                              when:

                                # JSON?
                                -
                                  jsonpath: "$.data.nope"
                                  steps:
                                    - to: log:json
                """);
        steps.put(
                "setBody-12",
                """
                - choice:
                    when:
                      - simple: "${header.eventType} == 'message.received'"
                        steps: [{setBody: {simple: "${body.foo}"}}]
                """);
        steps.put(
                "setHeader-14",
                """
                - choice:
                    when:
                      - jsonpath: "$.data"
                        steps:
                          - setBody: {constant: no JSON}
                          - setHeader: {name: a, jsonpath: "$.data"}
                """);
        steps.put(
                "setBody-14",
                """
                - choice:
                    when:
                      - simple: "${header.eventType} == 'message.sent'"
                        steps: [{to: log:x}]
                    otherwise:
                      steps: [{setBody: {simple: "${body.foo}"}}]
                """);
        steps.put(
                "when-13",
                """
                - split:
                    constant: once
                    steps:
                      - choice:
                          when: [{simple: "${body.foo} == 1", steps: [{to: log:x}]}]
                """);
        steps.put(
                "when-15",
                """
                - doTry:
                    steps:
                      - throwException: {exceptionType: java.lang.IllegalStateException, message: x}
                    doCatch:
                      - exception: [java.lang.IllegalStateException]

                        steps: [{choice: {when: [{simple: "${body.foo} == 1", steps: [{to: log:x}]}]}}]
                """);
        steps.put(
                "when-16",
                """
                - choice:
                    when:
                      - simple: "${header.eventType} == 'message.sent'"
                        steps: [{to: log:x}]
                    otherwise:
                      steps:
                        - choice:
                            when: [{simple: "${body.foo} == 1", steps: [{to: log:x}]}]
                """);
        steps.put(
                "log-11",
                """
                - log: "fine"
                - log: {message: "fine"}
                - log: "${body.foo}"
                - log: {message: "fine"}
                """);
        steps.put(
                "log-12",
                """
                - log: "fine"
                - log: {message: "fine"}
                - log: "fine"
                - log: {message: "${body.foo}"}
                - log: "fine"
                """);
        return steps;
    }

    private static String file(String id, String step) {
        return """
                - route:
                    id: %s
                    description: Fails
                    from:
                      uri: zapi:events
                      parameters:
                        maxAttempts: 1
                      steps:
                %s"""
                .formatted(id, step.indent(8));
    }
}
