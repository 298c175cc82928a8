package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RoutesReadmeTest {
    @Test
    void namesEachStepThatARouteMayUse() throws IOException {
        String steps = Arrays.stream(
                        Files.readString(Path.of("routes/README.md")).split("\n\n"))
                .filter(paragraph -> paragraph.startsWith("**Steps**"))
                .findFirst()
                .orElseThrow();

        assertThat(WordRules.STEPS).allSatisfy(step -> assertThat(steps).contains("`" + step + "`"));
    }
}
