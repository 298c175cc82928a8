package org.zapigateway.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zapigateway.event.EventJson;

/**
 * Writes messages for people or for programs. JSON is copied token by token, so that names that occur twice and the
 * digits of numbers stay as they lie in the queue.
 */
final class MessagePrinter {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final DefaultPrettyPrinter PRETTY = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    private final PrintWriter out;

    MessagePrinter(PrintWriter out) {
        this.out = out;
    }

    /** For people: a line of facts, then the body. */
    void page(PeekedMessage message) {
        out.println(Printable.of(facts(message)));
        out.println(Printable.of(message.text() == null ? "(no text message)" : pretty(message.text())));
        out.println();
    }

    /** For programs: the body on one line, which is JSON in any case. */
    void line(PeekedMessage message) {
        out.println(Printable.of(message.text() == null ? "null" : compact(message.text())));
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

    private static String pretty(String text) {
        try {
            return copy(text, PRETTY.createInstance());
        } catch (IOException notJson) {
            return text;
        }
    }

    private static String compact(String text) {
        try {
            return copy(text, new MinimalPrettyPrinter(""));
        } catch (IOException notJson) {
            return quoted(text);
        }
    }

    private static String copy(String text, PrettyPrinter layout) throws IOException {
        StringWriter copy = new StringWriter(text.length() * 2);
        try (JsonParser from = JSON.createParser(text);
                JsonGenerator to = JSON.createGenerator(copy).setPrettyPrinter(layout)) {
            if (from.nextToken() == null) {
                throw new JsonParseException(from, "empty");
            }
            to.copyCurrentStructureExact(from);
            if (from.nextToken() != null) {
                throw new JsonParseException(from, "more than one value");
            }
        }
        return copy.toString();
    }

    private static String quoted(String text) {
        StringWriter quoted = new StringWriter(text.length() + 2);
        try (JsonGenerator to = JSON.createGenerator(quoted)) {
            to.writeString(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException("text could not be written to memory", impossible);
        }
        return quoted.toString();
    }
}
