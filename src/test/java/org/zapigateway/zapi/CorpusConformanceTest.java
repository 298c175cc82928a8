package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventJson;
import org.zapigateway.event.EventType;
import org.zapigateway.event.StrictSchemas;
import org.zapigateway.event.content.ContentKind;

/** Real deliveries and the documentation's examples, where they are at hand: beside the project, not in it. */
class CorpusConformanceTest {
    private static final Path CORPUS = Path.of(System.getProperty("zapi.corpus", "corpus"));

    @BeforeEach
    void theCorpusIsAtHand() {
        assumeTrue(
                Files.isDirectory(CORPUS),
                () -> "no corpus at " + CORPUS.toAbsolutePath().normalize() + "; name one with -Dzapi.corpus=<folder>");
    }

    @Test
    void everyFileIsRecognised() throws IOException {
        List<String> unrecognised = new ArrayList<>();
        for (Path file : files()) {
            for (CanonicalEvent event : translate(Fixtures.read(file))) {
                if (event.type() == EventType.UNRECOGNISED
                        || ContentKind.UNRECOGNISED.text().equals(event.data().contentKind())) {
                    unrecognised.add(file.getFileName().toString());
                }
            }
        }

        assertThat(files()).hasSizeGreaterThan(100);
        assertThat(unrecognised).isEmpty();
    }

    @Test
    void everyFileBecomesWholeEvents() throws IOException {
        for (Path file : files()) {
            for (CanonicalEvent event : translate(Fixtures.read(file))) {
                JsonNode json = Fixtures.JSON.readTree(EventJson.write(event));

                assertThat(json.path("data").path("original"))
                        .as(file.toString())
                        .isEqualTo(Fixtures.JSON.readTree(Fixtures.read(file)));
                assertThat(event.type().text().startsWith("instance."))
                        .as(file.toString())
                        .isEqualTo(event.data().chat() == null);
            }
        }
    }

    @Test
    void everyFieldIsKnown() throws IOException {
        for (Path file : files()) {
            assertThat(translate(Fixtures.read(file)))
                    .as(file.toString())
                    .flatExtracting(event -> event.data().unmappedFields())
                    .isEmpty();
        }
        assertThat(trace())
                .flatExtracting(event -> event.data().unmappedFields())
                .isEmpty();
    }

    @Test
    void everyEventIsWhatItsSchemaDescribes() throws IOException {
        for (Path file : files()) {
            assertThat(translate(Fixtures.read(file)))
                    .as(file.toString())
                    .flatExtracting(StrictSchemas::violations)
                    .isEmpty();
        }
        assertThat(trace()).flatExtracting(StrictSchemas::violations).isEmpty();
    }

    @Test
    void everyCapturedDirectOrGroupMessageHasASender() throws IOException {
        for (Path file : files("captured")) {
            for (CanonicalEvent event : translate(Fixtures.read(file))) {
                if (event.type().text().startsWith("message.received")) {
                    assertThat(event.data().envelope().sender().address())
                            .as(file.toString())
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void everyReDeliveryHasTheIdOfItsOtherCopies() throws IOException {
        Map<String, List<String>> idsByMessage = received()
                .collect(Collectors.groupingBy(
                        event -> event.type() + " " + event.subject() + " "
                                + event.data().messageId(),
                        Collectors.mapping(CanonicalEvent::id, Collectors.toList())));

        List<List<String>> repeated =
                idsByMessage.values().stream().filter(ids -> ids.size() > 1).toList();
        // The captures hold a reaction twice: the second and the third copy.
        assertThat(repeated).isNotEmpty();
        assertThat(repeated).allSatisfy(ids -> assertThat(ids).containsOnly(ids.get(0)));
        assertThat(received().map(CanonicalEvent::id).distinct().count()).isEqualTo(idsByMessage.size());
    }

    @Test
    void onlyReDeliveriesShareAnId() throws IOException {
        Map<String, List<CanonicalEvent>> byId = trace().collect(Collectors.groupingBy(CanonicalEvent::id));

        for (List<CanonicalEvent> copies : byId.values()) {
            assertThat(copies)
                    .extracting(event -> event.type() + " " + event.data().messageId())
                    .containsOnly(
                            copies.get(0).type() + " " + copies.get(0).data().messageId());
        }
        // Most of what was captured is news.
        assertThat(byId.size()).isGreaterThan((int) (trace().count() * 9 / 10));
    }

    private static Stream<CanonicalEvent> received() throws IOException {
        return trace().filter(event -> event.type() == EventType.MESSAGE_RECEIVED
                || event.type() == EventType.MESSAGE_SENT
                || event.type() == EventType.MESSAGE_REACTION);
    }

    private static Stream<CanonicalEvent> trace() throws IOException {
        List<CanonicalEvent> events = new ArrayList<>();
        for (String line : Files.readAllLines(CORPUS.resolve("captured-trace.ndjson"))) {
            JsonNode delivery = Fixtures.JSON.readTree(line);
            Instant arrivedAt = Instant.ofEpochMilli(delivery.path("arrivedAt").asLong());
            events.addAll(Fixtures.translator(true)
                    .translate(Fixtures.payload(delivery.path("body").toString()), arrivedAt));
        }
        return events.stream();
    }

    private static List<CanonicalEvent> translate(String payload) {
        return Fixtures.translate(payload);
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(files("captured"));
        files.addAll(files("documented"));
        return files;
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
