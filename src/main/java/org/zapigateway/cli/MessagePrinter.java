package org.zapigateway.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zapigateway.event.EventJson;
import picocli.CommandLine.Help.Ansi;

/** Writes messages for people or for programs. */
final class MessagePrinter {
    private final PrintWriter out;
    private final JsonLayout forPeople;

    MessagePrinter(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.forPeople = JsonLayout.forPeople(ansi);
    }

    /** For people: a line of facts, then the body. */
    void page(PeekedMessage message) {
        out.println(Printable.of(facts(message)));
        out.println(message.text() == null ? "(" + message.instead() + ")" : readable(message.text()));
        out.println();
    }

    /** For programs: the body on one line, which is JSON in any case. */
    void line(PeekedMessage message) {
        out.println(message.text() == null ? "null" : compact(message.text()));
    }

    private static String facts(PeekedMessage message) {
        String known = Stream.of(
                        message.eventType(),
                        message.eventId(),
                        message.chatKind() == null ? null : message.chatKind() + " chat")
                .filter(Objects::nonNull)
                .collect(Collectors.joining("  "));
        return "-- " + (known.isEmpty() ? "not sent by the gateway" : known) + "  put in "
                + EventJson.time(message.putInAt());
    }

    private String readable(String text) {
        try {
            return forPeople.of(text);
        } catch (IOException notJson) {
            return Printable.of(text);
        }
    }

    private static String compact(String text) {
        try {
            return JsonLayout.LINE.of(text);
        } catch (IOException notJson) {
            return Printable.of(
                    '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
        }
    }
}
