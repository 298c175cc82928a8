package org.zapigateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the gateway answers about a person: its summary. Records pass by and are not held. */
final class PrivacyAnswer {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final List<JsonNode> places = new ArrayList<>();
    private String addresses = "";
    private boolean done;

    private PrivacyAnswer() {}

    /**
     * Reads an answer to its end.
     *
     * @param records takes each line that holds what is known
     * @throws VerbFailedException when it is not complete
     */
    static PrivacyAnswer read(InputStream body, Consumer<String> records) {
        PrivacyAnswer answer = new PrivacyAnswer();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answer.add(line, records);
            }
        } catch (IOException e) {
            throw brokeOff(e);
        }
        if (!answer.done) {
            throw brokeOff(null);
        }
        return answer;
    }

    /** What was looked for. */
    String addresses() {
        return addresses;
    }

    /** What was found where. */
    List<JsonNode> places() {
        return places;
    }

    /** The sum of a number over all places. */
    long sum(String name) {
        return places.stream().mapToLong(place -> place.path(name).asLong()).sum();
    }

    private void add(String line, Consumer<String> records) throws IOException {
        JsonNode told = JSON.readTree(line);
        if (told.has("record")) {
            records.accept(line);
        } else if (told.has("place")) {
            places.add(told);
        } else if (told.has("addresses")) {
            List<String> all = new ArrayList<>();
            told.path("addresses").forEach(address -> all.add(address.asText()));
            addresses = String.join(", ", all);
        } else if (told.has("error")) {
            throw new VerbFailedException(told.path("error").asText());
        }
        done |= told.path("done").asBoolean();
    }

    private static VerbFailedException brokeOff(IOException cause) {
        return new VerbFailedException(
                "the answer broke off and is not complete; what was done stays done, try again", cause);
    }
}
