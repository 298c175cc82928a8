package org.zapigateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files that are made of {@code src/main/schemas} and the code are as they would be made now. To make them:
 * {@code ./mvnw test -Dtest=GeneratedFilesTest -Dgenerate}
 */
class GeneratedFilesTest {
    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final Map<Path, String> FILES = files();

    static Set<Path> names() {
        return FILES.keySet();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void isAsItWouldBeMadeNow(Path file) throws IOException {
        if (System.getProperty("generate") != null) {
            Files.writeString(file, FILES.get(file));
        }

        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("%s; make it with: ./mvnw test -Dtest=GeneratedFilesTest -Dgenerate", file)
                .isEqualTo(FILES.get(file));
    }

    private static Map<Path, String> files() {
        SchemaSources sources = new SchemaSources();
        Map<Path, String> files = new LinkedHashMap<>();
        for (EventType type : EventType.values()) {
            files.put(SCHEMAS.resolve(EventSchemas.name(type) + ".json"), ReadableJson.of(sources.schema(type)));
        }
        files.put(Path.of("docs/events.md"), new EventsPage(sources).text());
        files.put(Path.of("docs/asyncapi.yaml"), new AsyncApiDocument(sources).text());
        return files;
    }
}
