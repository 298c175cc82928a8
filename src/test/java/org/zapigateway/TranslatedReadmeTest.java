package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Both languages have the same parts in the same order, and the same commands, outputs, keys and links. */
class TranslatedReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```.*?\n```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ ");
    private static final Pattern ROW = Pattern.compile("(?m)^(?:\\||\\d+\\. )");
    private static final Pattern CODE = Pattern.compile("`[^`\\n]+`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");

    @Test
    void bothSayTheSame() throws IOException {
        String english = Files.readString(Path.of("README.md"));
        String portuguese = Files.readString(Path.of("README.pt-BR.md"));

        assertThat(all(BLOCK, portuguese)).isEqualTo(all(BLOCK, english)).hasSizeGreaterThan(8);
        String prose = BLOCK.matcher(english).replaceAll("");
        String translated = BLOCK.matcher(portuguese).replaceAll("");
        assertThat(all(HEADING, translated)).isEqualTo(all(HEADING, prose));
        assertThat(all(ROW, translated)).isEqualTo(all(ROW, prose));
        assertThat(paragraphs(translated)).isEqualTo(paragraphs(prose));
        assertThat(all(CODE, translated)).containsExactlyInAnyOrderElementsOf(all(CODE, prose));
        assertThat(all(LINK, translated.replace("(README.md)", "(README.pt-BR.md)")))
                .isEqualTo(all(LINK, prose));
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group()).toList();
    }

    private static long paragraphs(String text) {
        return text.lines().filter(String::isBlank).count();
    }
}
