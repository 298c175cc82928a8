package org.zapigateway.zapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventJson;
import org.zapigateway.event.EventType;

/** The pairs of fixtures, and what the tests of this room translate with. */
final class Fixtures {
    static final Path ROOT = Path.of("src/test/resources/fixtures");
    static final Path PAYLOADS = ROOT.resolve("zapi");
    static final Path EVENTS = ROOT.resolve("events");
    static final Instant ARRIVED_AT = Instant.parse("2026-03-05T14:00:00.250Z");
    static final String INSTANCE = "3D7F1C0A9B8E4D2C8A6B5F4E3D2C1B0A";
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Pattern UNPAIRED_SURROGATE = Pattern.compile("\\p{Cs}");

    private Fixtures() {}

    static ZapiTranslator translator(boolean includeOriginal) {
        return new ZapiTranslator(includeOriginal, id -> INSTANCE.equals(id) ? "sales" : null);
    }

    static ZapiPayload payload(String json) {
        try {
            return ZapiPayload.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedPayloadException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static List<CanonicalEvent> translate(String json) {
        return translator(true).translate(payload(json), ARRIVED_AT);
    }

    /** The payload of a fixture, to be changed by a test. */
    static ObjectNode copy(String name) {
        try {
            return (ObjectNode) JSON.readTree(read(PAYLOADS.resolve(name + ".json")));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names such as {@code message-received/text}. */
    static List<String> names() {
        try (Stream<Path> files = Files.walk(PAYLOADS)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.startsWith(PAYLOADS.resolve("bad")))
                    .map(file -> PAYLOADS.relativize(file).toString().replace('\\', '/'))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The events of a payload as an expectation shows them: one event as an object, several as an array. An id that is
     * random by contract is shown as zeros.
     */
    static String shown(List<CanonicalEvent> events) throws JsonProcessingException {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (CanonicalEvent event : events) {
            ObjectNode json = (ObjectNode) JSON.readTree(EventJson.write(event));
            if (event.type() == EventType.CHAT_PRESENCE) {
                json.put("id", "0".repeat(32));
            }
            all.add(json);
        }
        return pretty(all.size() == 1 ? all.get(0) : all);
    }

    /** Readable JSON. */
    static String pretty(JsonNode json) throws JsonProcessingException {
        return escaped(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    }

    /** Compact JSON, as Z-API sends it. */
    static String compact(JsonNode json) {
        return escaped(json.toString());
    }

    // An unpaired surrogate stays an escape: neither a file nor a body could hold it otherwise.
    private static String escaped(String json) {
        return UNPAIRED_SURROGATE
                .matcher(json)
                .replaceAll(
                        match -> String.format("\\\\u%04x", (int) match.group().charAt(0)));
    }
}
