package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class MessagePrinterTest {
    private static final Instant PUT_IN = Instant.parse("2026-03-01T10:15:30.250Z");

    private final StringWriter out = new StringWriter();
    private final MessagePrinter printer = new MessagePrinter(new PrintWriter(out, true), Ansi.OFF);

    @Test
    void aPageIsALineOfFactsAndTheIndentedEvent() {
        printer.page(event("{\"id\":\"e1\",\"data\":{\"ids\":[1,2]}}"));

        assertThat(out.toString().lines())
                .containsExactly(
                        "-- message.received  e1  direct chat  put in 2026-03-01T10:15:30.250Z",
                        "{",
                        "  \"id\": \"e1\",",
                        "  \"data\": {",
                        "    \"ids\": [",
                        "      1,",
                        "      2",
                        "    ]",
                        "  }",
                        "}",
                        "");
    }

    @Test
    void aLineIsTheEventWithoutTheLineBreaksOfItsOriginal() {
        printer.line(event("{\"data\": {\n  \"original\": {\"text\": \"a\\nb\"}\n}}"));

        assertThat(out.toString().lines()).containsExactly("{\"data\":{\"original\":{\"text\":\"a\\nb\"}}}");
    }

    @Test
    void digitsAndRepeatedNamesStayAsTheyAre() {
        String json = "{\"total\":605.50,\"id\":12345678901234567890123,\"a\":1,\"a\":2}";
        printer.line(event(json));

        assertThat(out.toString().strip()).isEqualTo(json);
    }

    @Test
    void aBodyThatIsNoJsonIsAJsonStringOnItsLine() {
        printer.line(event("two\nlines"));
        printer.line(event(""));
        printer.line(event("{} {}"));
        printer.line(event(null));

        assertThat(out.toString().lines()).containsExactly("\"two\\nlines\"", "\"\"", "\"{} {}\"", "null");
    }

    @Test
    void aMessageThatTheGatewayDidNotSendIsShownAsItIs() {
        printer.page(new PeekedMessage(null, null, null, PUT_IN, "hello", null));

        assertThat(out.toString().lines())
                .containsExactly("-- not sent by the gateway  put in 2026-03-01T10:15:30.250Z", "hello", "");
    }

    @Test
    void aStrangersTextCannotSteerTheTerminal() {
        printer.line(event("{\"text\":\"\\u001b[2J \u009b2J \u202egnp.exe olá 👍\"}"));
        printer.page(new PeekedMessage("\u001b]0;title\u0007", "e1", null, PUT_IN, "\u001b[2J", null));

        assertThat(out.toString())
                .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e")
                .contains("\\u009b2J \\u202egnp.exe olá 👍", "\\u001b]0;title\\u0007");
    }

    private static PeekedMessage event(String text) {
        return new PeekedMessage("message.received", "e1", "direct", PUT_IN, text, text == null ? "nothing" : null);
    }
}
