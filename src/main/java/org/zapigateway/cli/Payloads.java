package org.zapigateway.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The payloads in a file: one JSON object, several behind or below each other, or arrays of them. */
final class Payloads {
    static final String STANDARD_INPUT = "-";

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final String source;
    private final String text;

    private Payloads(String source, String text) {
        this.source = source;
        this.text = text;
    }

    /**
     * Reads a file.
     *
     * @param file its path; {@code -} is standard input
     * @throws VerbFailedException when it cannot be read, or is no UTF-8
     */
    static Payloads read(String file) {
        boolean isInput = file.equals(STANDARD_INPUT);
        try {
            return of(
                    isInput ? "standard input" : file,
                    isInput ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file)));
        } catch (NoSuchFileException e) {
            throw new VerbFailedException("there is no file '" + file + "'; - reads standard input");
        } catch (IOException e) {
            throw new VerbFailedException("'" + file + "' cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Takes over what was read.
     *
     * @param source where it was read, for messages to the user
     * @throws VerbFailedException when it is no UTF-8
     */
    private static Payloads of(String source, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Payloads(source, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new VerbFailedException(
                    source + ": is not UTF-8, which Z-API sends; convert it, for example with iconv");
        }
    }

    /**
     * Hands over one payload after the other, each as it stands in the file.
     *
     * @throws VerbFailedException when there is none, or where something is no JSON object
     */
    void forEach(Consumer<Payload> consumer) {
        int count = 0;
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    consumer.accept(next(parser));
                    count++;
                } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    throw new VerbFailedException(
                            place(parser) + ": is no JSON object, which each of Z-API's payloads is");
                }
            }
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory could not be read", e);
        }
        if (count == 0) {
            throw new VerbFailedException(source + ": has no payload; give the JSON object that Z-API posted");
        }
    }

    private Payload next(JsonParser parser) throws IOException {
        String place = place(parser);
        int begin = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getCharOffset();
        return new Payload(place, text.substring(begin, end));
    }

    private String place(JsonParser parser) {
        return source + ":" + parser.currentTokenLocation().getLineNr();
    }

    private VerbFailedException notJson(JsonProcessingException e) {
        return new VerbFailedException(
                source + ":" + e.getLocation().getLineNr() + ": is not JSON: " + e.getOriginalMessage());
    }

    /**
     * A JSON object.
     *
     * @param place file and line, for messages to the user
     * @param text the object as it stands there
     */
    record Payload(String place, String text) {}
}
