package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class TranslateTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRESENCE =
            "{\"type\":\"PresenceChatCallback\",\"phone\":\"5500940002001\",\"status\":\"%s\",\"instanceId\":\"3F0A\"}";

    private final SpokenTerminal terminal = new SpokenTerminal();

    @TempDir
    private Path folder;

    @Test
    void showsTheEventsOfAPayloadIndented() throws Exception {
        assertThat(terminal.execute("translate", "samples/message-status.json")).isZero();

        assertThat(terminal.outLines()).filteredOn("{"::equals).hasSize(2);
        assertThat(terminal.outLines()).contains("  \"type\": \"message.status\",");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void writesOneEventPerLineForPrograms() throws Exception {
        assertThat(terminal.execute("translate", "--json", "samples/message-status.json"))
                .isZero();

        assertThat(terminal.outLines()).hasSize(2).allSatisfy(line -> {
            JsonNode event = JSON.readTree(line);
            assertThat(event.path("type").asText()).isEqualTo("message.status");
            assertThat(event.at("/data/original/type").asText()).isEqualTo("MessageStatusCallback");
        });
    }

    @Test
    void coloursAreForTerminals() throws Exception {
        SpokenTerminal coloured = new SpokenTerminal(Ansi.ON);
        coloured.execute("translate", "samples/received-text.json");
        terminal.execute("translate", "samples/received-text.json");

        assertThat(terminal.out()).doesNotContain("\u001b");
        assertThat(coloured.out()).contains("\u001b[36m\"type\"\u001b[0m: \u001b[32m\"message.received\"");
        // What is received now differs by the time at which it is.
        String time = "\"receivedAt\": \"[^\"]*\"";
        assertThat(coloured.out().replaceAll("\u001b\\[\\d+m", "").replaceAll(time, ""))
                .isEqualTo(terminal.out().replaceAll(time, ""));
    }

    @Test
    void readsStandardInput() throws Exception {
        assertThat(withInput(PRESENCE.formatted("COMPOSING"), "translate", "--json"))
                .isZero();
        assertThat(withInput(PRESENCE.formatted("PAUSED"), "translate", "-", "--json"))
                .isZero();

        assertThat(terminal.outLines())
                .satisfiesExactly(line -> assertThat(line).contains("\"state\":\"composing\""), line -> assertThat(line)
                        .contains("\"state\":\"paused\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\n%s\n%s\n", "[%s,%s,%s]", " [ %s ]\n %s%s"})
    void takesSeveralPayloads(String layout) throws Exception {
        String payloads =
                "\uFEFF" + layout.formatted(PRESENCE, PRESENCE, PRESENCE).formatted("COMPOSING", "PAUSED", "AVAILABLE");

        assertThat(terminal.execute("translate", "--json", file(payloads))).isZero();
        assertThat(terminal.outLines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("\"state\":\"composing\"", "\"original\":" + PRESENCE.formatted("COMPOSING")),
                        line -> assertThat(line).contains("\"state\":\"paused\""),
                        line -> assertThat(line).contains("\"state\":\"available\""));
    }

    @Test
    void anEventThatBreaksItsSchemaIsShownAndComplainedOf() {
        // No payload is known whose event breaks its schema: the properties of the translation hold that there is none.
        CommandLine translate = new CommandLine(new Translate(event -> List.of("/data/chat: is missing")));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        translate.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

        assertThat(translate.execute("--json", "samples/received-text.json")).isEqualTo(1);
        assertThat(out.toString()).hasLineCount(1);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("samples/received-text.json:1: message.received "
                        + "626d46cc5d0e946fa6ab99e6b4213190 breaks its schema at /data/chat: is missing\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            nope         | :1: is not JSON: Unrecognized token 'nope'
            {"a":1       | :1: is not JSON: Unexpected end-of-input
            {"a":1}} | :1: is not JSON: Unexpected close marker
            "text"       | :1: is no JSON object
            [5]          | :1: is no JSON object
            []           | : has no payload
            ''           | : has no payload
            """)
    void saysWhereSomethingIsNoPayload(String text, String complaint) throws Exception {
        String file = file(text);

        assertThat(terminal.execute("translate", file)).isEqualTo(1);
        assertThat(terminal.err()).startsWith("zapi: " + file + complaint).hasLineCount(1);
    }

    @Test
    void whatStandsBeforeAFaultIsTranslated() throws Exception {
        String file = file(PRESENCE.formatted("PAUSED") + "\n\n{\"type\":}\n");

        assertThat(terminal.execute("translate", "--json", file)).isEqualTo(1);
        assertThat(terminal.outLines()).hasSize(1);
        assertThat(terminal.err()).startsWith("zapi: " + file + ":3: is not JSON");
    }

    @Test
    void aPayloadThatTheGatewayWouldRefuseIsRefusedWithItsReason() throws Exception {
        String file = file("\n{\"a\":" + "[".repeat(70) + "]".repeat(70) + "}");

        assertThat(terminal.execute("translate", file)).isEqualTo(1);
        assertThat(terminal.err()).contains(file + ":2: the payload is nested deeper", "400");
    }

    @Test
    void anotherEncodingIsNamed() throws Exception {
        Path latin = folder.resolve("latin.json");
        Files.write(latin, "{\"text\":\"olá\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(terminal.execute("translate", latin.toString())).isEqualTo(1);
        assertThat(terminal.err()).contains("is not UTF-8");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThat(terminal.execute("translate", "missing.json")).isEqualTo(1);
        assertThat(terminal.err()).contains("there is no file 'missing.json'");
    }

    @Test
    void aStrangersTextCannotSteerTheTerminal() throws Exception {
        String payload = "{\"type\":\"ReceivedCallback\",\"messageId\":\"3A\",\"phone\":\"1\",\"text\":"
                + "{\"message\":\"\\u001b[2J\u009b2J \u202egnp.exe \u007f olá 👍\"}}";
        SpokenTerminal coloured = new SpokenTerminal(Ansi.ON);

        assertThat(coloured.execute("translate", file(payload))).isZero();
        assertThat(coloured.out())
                .doesNotContain("\u001b[2J", "\u009b", "\u202e", "\u007f")
                .contains("\\u001B[2J\\u009b2J \\u202egnp.exe \\u007F olá 👍");
    }

    @Test
    void helpShowsExamples() {
        assertThat(terminal.execute("translate", "--help")).isZero();
        assertThat(terminal.out()).contains("FILE", "--json", "Exit code", "Examples:", "| jq");
    }

    private int withInput(String text, String... arguments) {
        InputStream input = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return terminal.execute(arguments);
        } finally {
            System.setIn(input);
        }
    }

    private String file(String text) throws Exception {
        return Files.writeString(folder.resolve("payloads.json"), text).toString();
    }
}
