package org.zapigateway.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventFields;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.event.EventJson;
import org.zapigateway.event.EventType;
import org.zapigateway.event.StrictSchemas;
import org.zapigateway.event.content.ContentKind;

/** Each payload below {@code fixtures/zapi} becomes what stands below {@code fixtures/events} under the same name. */
class GoldenPairTest {
    static List<String> names() {
        return Fixtures.names();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void becomesItsTwin(String name) throws Exception {
        List<CanonicalEvent> events = Fixtures.translate(Fixtures.read(Fixtures.PAYLOADS.resolve(name + ".json")));

        String expected = Fixtures.read(Fixtures.EVENTS.resolve(name + ".json"));
        assertThat(Fixtures.shown(events)).isEqualTo(Fixtures.pretty(Fixtures.JSON.readTree(expected)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void isOfTheTypeItsFolderSays(String name) {
        List<CanonicalEvent> events = Fixtures.translate(Fixtures.read(Fixtures.PAYLOADS.resolve(name + ".json")));

        assertThat(events)
                .extracting(event -> event.type().text().replace('.', '-'))
                .containsOnly(folder(name));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void isWhatItsSchemaDescribes(String name) {
        List<CanonicalEvent> events = Fixtures.translate(Fixtures.read(Fixtures.PAYLOADS.resolve(name + ".json")));

        assertThat(events).flatExtracting(StrictSchemas::violations).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void hasNothingEmptyOutsideTheOriginal(String name) throws Exception {
        JsonNode expected = Fixtures.JSON.readTree(Fixtures.read(Fixtures.EVENTS.resolve(name + ".json")));
        for (JsonNode event : expected.isArray() ? expected : List.of(expected)) {
            ((com.fasterxml.jackson.databind.node.ObjectNode) event.path("data")).remove("original");

            assertThat(event.toString()).doesNotContain("null", "\"\"", "{}");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void bearsTheSameHeadersAsItsJson(String name) {
        for (CanonicalEvent event : Fixtures.translate(Fixtures.read(Fixtures.PAYLOADS.resolve(name + ".json")))) {
            assertThat(EventHeaders.of(EventFields.of(EventJson.write(event)))).isEqualTo(EventHeaders.of(event));
        }
    }

    @Test
    void everyEventTypeHasAPair() {
        Set<String> folders =
                Fixtures.names().stream().map(GoldenPairTest::folder).collect(Collectors.toSet());

        assertThat(folders)
                .containsExactlyInAnyOrderElementsOf(Stream.of(EventType.values())
                        .map(type -> type.text().replace('.', '-'))
                        .toList());
    }

    @Test
    void everyContentKindHasAPair() {
        Set<String> kinds = new TreeSet<>();
        for (String name : Fixtures.names()) {
            for (CanonicalEvent event : Fixtures.translate(Fixtures.read(Fixtures.PAYLOADS.resolve(name + ".json")))) {
                if (event.data().contentKind() != null) {
                    kinds.add(event.data().contentKind());
                }
            }
        }

        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ContentKind.values()).map(ContentKind::text).toList());
    }

    @Test
    void noTwoFixturesShareAnEventId() {
        List<String> ids = Fixtures.names().stream()
                .flatMap(name -> Fixtures.translate(Fixtures.read(Fixtures.PAYLOADS.resolve(name + ".json"))).stream())
                .map(CanonicalEvent::id)
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
    }

    private static String folder(String name) {
        return name.substring(0, name.indexOf('/'));
    }
}
