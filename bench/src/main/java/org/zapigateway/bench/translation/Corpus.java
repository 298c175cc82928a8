package org.zapigateway.bench.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.zapi.MalformedPayloadException;
import org.zapigateway.zapi.ZapiPayload;
import org.zapigateway.zapi.ZapiTranslator;

/**
 * The payloads that are translated, compact as Z-API sends them.
 *
 * @param name what they are
 */
record Corpus(String name, List<byte[]> bodies) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The captured trace, {@code *.ndjson}, with a body in each line; or a folder of payloads. */
    static Corpus at(String place) throws IOException {
        Path path = Path.of(place);
        return place.endsWith(".ndjson") ? trace(path) : folder(path);
    }

    List<ZapiPayload> payloads() throws MalformedPayloadException {
        List<ZapiPayload> payloads = new ArrayList<>();
        for (byte[] body : bodies) {
            payloads.add(ZapiPayload.parse(body));
        }
        return payloads;
    }

    List<CanonicalEvent> events(ZapiTranslator translator) throws MalformedPayloadException {
        List<CanonicalEvent> events = new ArrayList<>();
        payloads().forEach(payload -> events.addAll(translator.translate(payload, Instant.now())));
        return events;
    }

    private static Corpus trace(Path file) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            bodies.add(compact(JSON.readTree(line).path("body")));
        }
        return new Corpus("captured deliveries", bodies);
    }

    private static Corpus folder(Path folder) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> payloads = files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.startsWith(folder.resolve("bad")))
                    .sorted()
                    .toList();
            for (Path file : payloads) {
                bodies.add(compact(JSON.readTree(file.toFile())));
            }
        }
        return new Corpus("fixtures", bodies);
    }

    private static byte[] compact(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
