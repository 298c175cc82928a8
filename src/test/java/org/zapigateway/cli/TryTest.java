package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a route would do with payloads from a file; no gateway runs here. */
class TryTest {
    private static final String TEXT = "samples/received-text.json";
    private static final String TEXT_ID = "626d46cc5d0e946fa6ab99e6b4213190";
    private static final String CRM =
            """
            - route:
                id: crm
                description: Texts go to the CRM
                from:
                  uri: zapi:events
                  parameters:
                    types: message.received
                    contentKinds: text
                  steps:
                    - setHeader:
                        name: priority
                        constant: high
                    - to: jms:queue:crm.orders
            """;

    @TempDir
    Path home;

    private final SpokenTerminal terminal = new SpokenTerminal();
    private final Properties before = (Properties) System.getProperties().clone();
    private Path routes;

    @BeforeEach
    void makeDirectory() throws IOException {
        routes = Files.createDirectory(home.resolve("routes"));
    }

    @AfterEach
    void restoreSettings() {
        System.setProperties(before);
    }

    @Test
    void showsWhereAnEventWouldGoAndWhatTheRouteHasSet() throws IOException {
        assertThat(tryOut(CRM, "--payload", TEXT)).isZero();

        assertThat(terminal.outLines())
                .containsExactly(
                        "message.received " + TEXT_ID + " text direct",
                        "  crm: → jms:queue:crm.orders",
                        "      priority: high",
                        "-- 1 event, 1 taken, 0 failed");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void whatSteersATerminalIsEscapedInJsonToo() throws IOException {
        Path payload = Files.writeString(
                home.resolve("payload.json"),
                Files.readString(Path.of(TEXT)).replace("O pedido", "\u009b2J\u202eO pedido"));

        assertThat(tryOut(CRM, "--payload", payload.toString(), "--body", "--json"))
                .isZero();

        assertThat(terminal.out()).doesNotContain("\u009b", "\u202e").contains("\\u009b2J\\u202eO pedido");
    }

    @Test
    void showsTheBodyOnlyWhenItIsAskedFor() throws IOException {
        assertThat(tryOut(CRM, "--payload", TEXT, "--body")).isZero();

        assertThat(terminal.outLines().get(3))
                .startsWith("      {\"specversion\":\"1.0\",\"id\":\"" + TEXT_ID + "\"")
                .contains("O pedido 4711");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            samples/presence.json       | types, contentKinds
            samples/received-image.json | contentKinds
            """)
    void saysWhichOptionKeepsAnEventOut(String payload, String options) throws IOException {
        assertThat(tryOut(CRM, "--payload", payload)).isZero();

        assertThat(terminal.outLines().get(1)).isEqualTo("  crm: not taken, because of " + options);
        assertThat(terminal.out()).contains("-- 1 event, 0 taken, 0 failed");
    }

    /** So nothing is said of a header whose name has another case. */
    @Test
    void headersKnowNoCase() throws IOException {
        String otherCase = CRM.replace(
                "- to: jms:queue:crm.orders",
                "- filter: {simple: \"${header.eventtype} == 'message.received'\","
                        + " steps: [{toD: \"jms:queue:crm.${headers[CONTENTKIND]}\"}]}");

        assertThat(tryOut(otherCase, "--payload", TEXT)).isZero();

        assertThat(terminal.out()).contains("→ jms:queue:crm.text");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void knowsTheNamesOfTheInstances() throws IOException {
        String sales = CRM.replace("contentKinds: text", "instance: sales");
        System.setProperty("zapi.instances[0].id", "3F0A61C7D2B94E58A1D3C60B7E9F2485");
        System.setProperty("zapi.instances[0].token", "T");

        tryOut(sales, "--payload", TEXT);
        System.setProperty("zapi.instances[0].name", "sales");
        tryOut(sales, "--payload", TEXT);

        assertThat(terminal.outLines().get(1)).contains("not taken, because of instance");
        assertThat(terminal.outLines().get(4)).contains("→ jms:queue:crm.orders");
    }

    /** What the gateway does with the same payloads is shown by the tests of the store and the proofs. */
    @Test
    void theShippedRoutesDeliverWithoutBrokerAndDatabase() {
        set(Map.of(
                "spring.artemis.broker-url", "tcp://127.0.0.1:1",
                "spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/zapi"));

        terminal.execute("try", "routes/publish-to-queues.camel.yaml", "--payload", "samples/message-status.json");
        terminal.execute("try", "routes/store-in-database.camel.yaml", "--payload", TEXT);

        assertThat(terminal.outLines())
                .filteredOn(line -> line.contains("→ jms:"))
                .containsExactly(
                        "  publish-to-queues: → jms:queue:whatsapp.message.status",
                        "  publish-to-queues: → jms:queue:whatsapp.message.status");
        assertThat(terminal.out())
                .contains("  store-in-database: → sql:file:./routes/sql/postgresql/insert-event.sql?batch=true");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void followsARouteThroughItsStepsAndOtherFiles() throws IOException {
        write(
                "helper",
                """
                - route:
                    id: helper
                    description: Sends to the queue of the kind of chat
                    from:
                      uri: direct:helper
                      steps:
                        - toD: "jms:queue:crm.${header.chatKind}"
                        - toD: "http://crm.example/${header.contentKind}"
                """);
        write("bystander", CRM.replace("id: crm", "id: bystander"));

        assertThat(tryOut(
                        """
                        - route:
                            id: crm
                            description: Every way out
                            from:
                              uri: zapi:events
                              steps:
                                - log: "${header.eventType}"
                                - delay:
                                    constant: 3600000
                                    asyncDelayed: false
                                - wireTap:
                                    uri: sql:insert into tapped values (:#eventId)
                                - unmarshal:
                                    json: {}
                                - setBody:
                                    simple: "${body[data][content][text]}"
                                - to: direct:helper
                                - choice:
                                    when:
                                      - simple: "${header.fromMe}"
                                        steps:
                                          - to: jms:queue:not-this
                        """,
                        "--payload",
                        TEXT,
                        "--body"))
                .isZero();

        assertThat(terminal.outLines())
                .filteredOn(line -> line.startsWith("  crm: "))
                .containsExactly(
                        "  crm: log message.received",
                        "  crm: → sql:insert into tapped values (:#eventId)",
                        "  crm: → jms:queue:crm.direct",
                        "  crm: → http://crm.example/text");
        assertThat(terminal.out()).contains("\n      Bom dia! O pedido 4711");
        assertThat(terminal.err()).contains("warning: route 'crm' has the step 'wireTap'");
    }

    @Test
    void routesThatBeginAlikeAreAllTried() throws IOException {
        assertThat(tryOut(CRM + CRM.replace("crm", "erp"), "--payload", TEXT)).isZero();

        assertThat(terminal.outLines()).contains("  crm: → jms:queue:crm.orders", "  erp: → jms:queue:erp.orders");
    }

    @Test
    void aRouteThatSendsNothingSaysSo() throws IOException {
        assertThat(tryOut(CRM.replace("- to: jms:queue:crm.orders", "- stop: {}"), "--payload", TEXT))
                .isZero();

        assertThat(terminal.outLines()).contains("  crm: taken, nothing is sent");
    }

    @Test
    void anEventThatFailsIsNamedWithoutItsText() throws IOException {
        String failing = CRM.replace(
                "- to: jms:queue:crm.orders",
                "- throwException: {exceptionType: java.lang.IllegalStateException, message: '${body}'}");

        assertThat(tryOut(failing, "--payload", TEXT)).isEqualTo(1);

        assertThat(terminal.outLines())
                .contains(
                        "  crm: fails at routes/crm.camel.yaml:13, step throwException: IllegalStateException; --body shows "
                                + "what it says");
        assertThat(terminal.out()).contains("1 taken, 1 failed").doesNotContain("O pedido");
        SpokenTerminal withBody = new SpokenTerminal();
        withBody.execute(
                "try",
                routes.resolve("crm.camel.yaml").toString(),
                "--dir",
                routes.toString(),
                "--payload",
                TEXT,
                "--body");
        assertThat(withBody.out()).contains("IllegalStateException: {\"specversion\"");
    }

    /** Camel wraps what an expression does wrong, and counts the lines of steps from where their content begins. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "setBody: {simple: '${body.foo}'}                       | 13, step setBody: MethodNotFoundException",
                "setBody:~    simple: '${header.eventType.nope}'        | 13, step setBody: MethodNotFoundException",
                "log:~    # why~    message: '${body.foo}'              | 13, step log: MethodNotFoundException",
                "setHeader:~    id: mine~    name: a~    simple: '${body.foo}' | 13, step mine: MethodNotFoundException",
                "toD: 'jms:queue:${body.foo}'                           | 13, step toD: MethodNotFoundException",
                "setBody: {jsonpath: '$.data.nope.x'}                   | 13, step setBody: PathNotFoundException",
                "choice:~    when:~      - simple: '${body.foo} == 1'~        steps:~          - to: jms:queue:x"
                        + "                                             | 15, step when: MethodNotFoundException",
                "split:~    simple: '${body}'~    steps:~      - setBody: {simple: '${body.foo}'}"
                        + "                                             | 16, step setBody: MethodNotFoundException",
            })
    void theStepThatFailsIsNamedWithItsLineAndTheInnermostCause(String step, String failure) throws IOException {
        String failing = CRM.replace("- to: jms:queue:crm.orders", "- " + step.replace("~", "\n        "));

        assertThat(tryOut(failing, "--payload", TEXT)).isEqualTo(1);

        assertThat(terminal.outLines())
                .contains("  crm: fails at routes/crm.camel.yaml:" + failure + "; --body shows what it says");
    }

    @Test
    void aStepThatFailsInAnotherFileIsNamedThere() throws IOException {
        write(
                "sub/helper",
                """
                - route:
                    id: helper
                    description: Fails
                    from:
                      uri: direct:helper
                      steps:
                        - setBody: {simple: "${header.eventType.nope}"}
                """);

        assertThat(tryOut(CRM.replace("jms:queue:crm.orders", "direct:helper"), "--payload", TEXT, "--json"))
                .isEqualTo(1);

        JsonNode row = new ObjectMapper().readTree(terminal.out()).at("/routes/0");
        assertThat(row.path("failure").asText()).isEqualTo("org.apache.camel.component.bean.MethodNotFoundException");
        assertThat(row.path("failedStep").asText()).isEqualTo("setBody");
        assertThat(row.path("failedAt").asText()).isEqualTo("routes/sub/helper.camel.yaml:7");
    }

    @Test
    void aSchemaIsApplied() throws IOException {
        Path schema = Files.writeString(routes.resolve("order.json"), "{\"required\": [\"order\"]}");

        assertThat(tryOut(
                        CRM.replace("- to:", "- to: json-validator:file:" + schema + "\n        - to:"),
                        "--payload",
                        TEXT))
                .isEqualTo(1);

        assertThat(terminal.outLines())
                .contains(
                        "  crm: fails at routes/crm.camel.yaml:13, step to: JsonValidationException; --body shows what it "
                                + "says");
        assertThat(terminal.out()).doesNotContain("→");
    }

    @Test
    void aRollbackIsAFailure() throws IOException {
        assertThat(tryOut(
                        CRM.replace("- to: jms:queue:crm.orders", "- rollback: {markRollbackOnly: true}"),
                        "--payload",
                        TEXT))
                .isEqualTo(1);

        assertThat(terminal.outLines()).contains("  crm: fails: RollbackExchangeException; --body shows what it says");
    }

    @Test
    void eventsAreTakenAsTheyAre() throws IOException {
        SpokenTerminal translated = new SpokenTerminal();
        translated.execute("translate", "--json", "samples/message-status.json");
        Path events = Files.writeString(home.resolve("events.ndjson"), translated.out());

        assertThat(tryOut(CRM.replace("message.received", "message.status"), "--payload", events.toString()))
                .isZero();

        assertThat(terminal.outLines())
                .filteredOn(line -> line.startsWith("message.status "))
                .hasSize(2);
    }

    @Test
    void programsGetAJsonObjectForEachEvent() throws IOException {
        assertThat(tryOut(CRM, "--payload", TEXT, "--json")).isZero();

        assertThat(terminal.outLines()).hasSize(1);
        JsonNode row = new ObjectMapper().readTree(terminal.out());
        assertThat(row)
                .isEqualTo(new ObjectMapper()
                        .readTree(
                                """
                        {"eventId": "%s", "eventType": "message.received", "routes": [
                          {"route": "crm", "keptOutBy": [], "deliveries": [
                            {"to": "jms:queue:crm.orders", "headers": {"priority": "high"}}]}]}
                        """
                                        .formatted(TEXT_ID)));
        assertThat(terminal.err()).contains("-- 1 event");
    }

    @Test
    void aFileThatWouldBeRefusedIsNotTried() throws IOException {
        assertThat(tryOut(CRM.replace("types: message.received", "types: message.recieved"), "--payload", TEXT))
                .isEqualTo(1);

        assertThat(terminal.err())
                .contains(
                        "crm.camel.yaml would be refused:\nroutes/crm.camel.yaml:7: route 'crm' cannot use zapi:events")
                .contains("did you mean message.received?");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void aDraftTakesThePlaceOfTheFileWithItsRoutes() throws IOException {
        write("sales/orders", CRM);
        Path draft = Files.writeString(home.resolve("draft.camel.yaml"), CRM.replace("crm.orders", "crm.new"));

        assertThat(terminal.execute("try", draft.toString(), "--dir", routes.toString(), "--payload", TEXT))
                .isZero();

        assertThat(terminal.out()).contains("→ jms:queue:crm.new");
    }

    @Test
    void aFileWithoutARouteFromTheEventsCannotBeTried() throws IOException {
        assertThat(tryOut(
                        CRM.replaceAll("(?s)uri: zapi:events.*?steps:", "uri: direct:crm\n      steps:"),
                        "--payload",
                        TEXT))
                .isEqualTo(1);

        assertThat(terminal.err()).contains("begins with zapi:events");
    }

    @Test
    void whatIsWrongWithTheCommandLineIsNamed() throws IOException {
        assertThat(terminal.execute("try", "crm.yaml")).isEqualTo(2);
        assertThat(terminal.err()).contains("the gateway loads only files named *.camel.yaml");
        assertThat(terminal.execute("try", "nowhere.camel.yaml", "--payload", TEXT))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("there is no file 'nowhere.camel.yaml'");
        assertThat(tryOut(CRM, "--last", "3", "--payload", TEXT)).isEqualTo(2);
        assertThat(tryOut(CRM, "--operations", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(terminal.err()).contains("no gateway answers at http://127.0.0.1:1");
        Path nonsense = Files.writeString(home.resolve("events.json"), "{\"specversion\": \"1.0\"}");
        assertThat(tryOut(CRM, "--payload", nonsense.toString())).isEqualTo(1);
        assertThat(terminal.err()).contains("events.json:1: it is no event: it has no eventType");
    }

    private int tryOut(String yaml, String... arguments) throws IOException {
        write("crm", yaml);
        List<String> all = new ArrayList<>(
                List.of("try", routes.resolve("crm.camel.yaml").toString(), "--dir", routes.toString()));
        all.addAll(List.of(arguments));
        return terminal.execute(all.toArray(String[]::new));
    }

    private void write(String name, String yaml) throws IOException {
        Path file = routes.resolve(name + ".camel.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, yaml);
    }

    private static void set(Map<String, String> settings) {
        settings.forEach(System::setProperty);
    }
}
