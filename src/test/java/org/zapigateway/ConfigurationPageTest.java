package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of all settings is as it would be made now. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("docs/configuration.md");

    @Test
    void isAsItWouldBeMadeNow() throws Exception {
        String made = ConfigurationPage.text();
        if (System.getProperty("generate") != null) {
            Files.writeString(PAGE, made);
        }

        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("%s; make it with: ./mvnw test -Dtest=ConfigurationPageTest -Dgenerate", PAGE)
                .isEqualTo(made);
    }
}
