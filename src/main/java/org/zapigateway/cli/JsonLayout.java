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
import java.io.StringWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/**
 * How JSON is written. It is copied token by token, so that names that occur twice and the digits of numbers stay as
 * they are; what would steer the terminal is escaped.
 */
enum JsonLayout {
    /** For programs: all on one line. */
    LINE(() -> new MinimalPrettyPrinter("")),
    /** For people. */
    INDENTED(() -> indented(new DefaultPrettyPrinter(separators()))),
    /** For people at a terminal. */
    COLOURED(() -> indented(new ColouredJson(separators())));

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build()
            .setCharacterEscapes(new PrintableEscapes());

    private final Supplier<PrettyPrinter> printer;

    JsonLayout(Supplier<PrettyPrinter> printer) {
        this.printer = printer;
    }

    /** The layout for people, with colours where they are wanted. */
    static JsonLayout forPeople(Ansi ansi) {
        return ansi.enabled() ? COLOURED : INDENTED;
    }

    /**
     * The JSON in this layout.
     *
     * @throws IOException when the text is not exactly one JSON value
     */
    String of(String json) throws IOException {
        StringWriter copy = new StringWriter(json.length() * 2);
        try (JsonParser from = JSON.createParser(json);
                JsonGenerator to = JSON.createGenerator(copy).setPrettyPrinter(printer.get())) {
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

    private static Separators separators() {
        return Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
    }

    private static PrettyPrinter indented(DefaultPrettyPrinter printer) {
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        return printer;
    }
}
