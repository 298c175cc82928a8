package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the profile {@code json-logs}, whatever a gateway prints is one JSON object on each line. */
class JsonLogsIT {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @TempDir
    Path folder;

    @Test
    void aStartWithItsBannerAndAStopAreJson() throws IOException {
        try (GatewayProcess gateway = new GatewayProcess(folder).with("spring.profiles.active", "json-logs")) {
            gateway.start().awaitReady().stop();

            assertThat(messages(gateway.log()))
                    .anyMatch(message -> message.contains("publish-to-queues: loaded"))
                    .anyMatch(message -> message.startsWith("zapi-gateway takes events\n"));
        }
    }

    @Test
    void aStartThatFailsTellsWhyAsJson() throws IOException {
        try (GatewayProcess gateway = new GatewayProcess(folder)
                .with("spring.profiles.active", "json-logs")
                .with("zapi.nonsense", "1")) {
            gateway.start().awaitEnd();

            assertThat(messages(gateway.log()))
                    .anyMatch(message -> message.contains("zapi.nonsense is no setting of the gateway"));
        }
    }

    private static List<String> messages(Path log) throws IOException {
        List<String> messages = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            JsonNode entry = JSON.readTree(line);
            assertThat(entry.at("/log/level").asText()).as("level of %s", line).isNotEmpty();
            messages.add(entry.path("message").asText());
        }
        return messages;
    }
}
