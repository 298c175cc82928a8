package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettledLookTest {
    private final SettledLook settled = new SettledLook();

    @Test
    void aHalfWrittenFileIsNotSeen() {
        settled.settle(look("a", "whole"));
        assertThat(text(settled.settle(look("a", "ha")), "a")).isEqualTo("whole");
        assertThat(text(settled.settle(look("a", "half of")), "a")).isEqualTo("whole");
        assertThat(text(settled.settle(look("a", "half of it")), "a")).isEqualTo("whole");
        assertThat(text(settled.settle(look("a", "half of it")), "a")).isEqualTo("half of it");
    }

    @Test
    void aFileThatIsGoneForAMomentIsNotGone() {
        settled.settle(look("a", "whole", "b", "other"));
        assertThat(settled.settle(look("b", "other")).files()).containsKeys("a", "b");
        assertThat(text(settled.settle(look("a", "new", "b", "other")), "a")).isEqualTo("whole");
        assertThat(text(settled.settle(look("a", "new", "b", "other")), "a")).isEqualTo("new");
    }

    @Test
    void aDeletedFileIsGoneAfterTwoLooks() {
        settled.settle(look("a", "whole", "b", "other"));
        settled.settle(look("b", "other"));
        assertThat(settled.settle(look("b", "other")).files()).containsOnlyKeys("b");
    }

    @Test
    void aNewFileIsSeenAfterTwoLooks() {
        settled.settle(look("a", "whole"));
        assertThat(settled.settle(look("a", "whole", "b", "new")).files()).containsOnlyKeys("a");
        assertThat(settled.settle(look("a", "whole", "b", "new")).files()).containsOnlyKeys("a", "b");
    }

    @Test
    void troubleIsSeenAtOnceAndForgetsNothing() {
        settled.settle(look("a", "whole"));
        Look trouble = settled.settle(Look.failed("gone"));
        assertThat(trouble.trouble()).isEqualTo("gone");
        assertThat(trouble.files()).containsOnlyKeys("a");
        assertThat(settled.settle(look("a", "whole")).trouble()).isNull();
    }

    /** As when a deployment removes the folder and fills it again. */
    @Test
    void oneLookAfterTroubleRemovesNothing() {
        settled.settle(look("a", "whole", "b", "other"));
        settled.settle(Look.failed("gone"));
        assertThat(settled.settle(look("a", "whole")).files()).containsOnlyKeys("a", "b");
        assertThat(settled.settle(look("a", "whole")).files()).containsOnlyKeys("a");
    }

    private static String text(Look look, String path) {
        return look.files().get(path).text();
    }

    private static Look look(String... pathsAndTexts) {
        Map<String, RouteFile> files = new TreeMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], RouteFile.of(pathsAndTexts[i], pathsAndTexts[i + 1], Map.of()));
        }
        return new Look(null, files, Map.of(), Map.of());
    }
}
