package org.zapigateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.zapigateway.event.EventJson;
import org.zapigateway.subscription.OfflineEvent;
import org.zapigateway.zapi.MalformedPayloadException;
import org.zapigateway.zapi.ZapiPayload;
import org.zapigateway.zapi.ZapiTranslator;

/** The events that a route is tried with. */
final class TriedEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TriedEvents() {}

    /**
     * The events in a file: payloads of Z-API, which are translated, and canonical events, which are taken as they are.
     *
     * @param names the configured name of an instance by its id, {@code null} for none
     */
    static List<OfflineEvent> in(String file, UnaryOperator<String> names) {
        ZapiTranslator translator = new ZapiTranslator(true, names);
        List<OfflineEvent> events = new ArrayList<>();
        Payloads.read(file).forEach(payload -> events(payload, translator)
                .map(json -> event(payload.place(), json))
                .forEach(events::add));
        return events;
    }

    /** The newest events of the event log of a running gateway, in the order of their arrival. */
    static List<OfflineEvent> last(int count, OperationsPort operations) {
        List<OfflineEvent> events = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                operations.lines("events", Map.of("limit", String.valueOf(count))), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(event("the event log", line));
            }
        } catch (IOException e) {
            throw new VerbFailedException("the events broke off after " + events.size() + "; try again", e);
        }
        Collections.reverse(events);
        return events;
    }

    private static Stream<String> events(Payloads.Payload payload, ZapiTranslator translator) {
        try {
            if (JSON.readTree(payload.text()).has("specversion")) {
                return Stream.of(payload.text());
            }
            byte[] body = payload.text().getBytes(StandardCharsets.UTF_8);
            return translator.translate(ZapiPayload.parse(body), Instant.now()).stream()
                    .map(EventJson::write);
        } catch (JsonProcessingException | MalformedPayloadException e) {
            String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw new VerbFailedException(payload.place() + ": " + why + "; the gateway would answer 400", e);
        }
    }

    private static OfflineEvent event(String place, String json) {
        try {
            return OfflineEvent.read(json);
        } catch (IllegalArgumentException e) {
            throw new VerbFailedException(place + ": " + e.getMessage(), e);
        }
    }
}
