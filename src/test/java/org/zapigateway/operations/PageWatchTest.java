package org.zapigateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zapigateway.CapturedLog;

class PageWatchTest {
    private final List<Path> damaged = new ArrayList<>();
    private final CapturedLog log = new CapturedLog();
    private final PageWatch watch = new PageWatch(() -> damaged);

    @BeforeEach
    void attach() {
        log.attach();
    }

    @AfterEach
    void detach() {
        log.detach();
    }

    @Test
    void tellsOfEachDamagedPageOnce() throws Exception {
        watch.look();
        assertThat(told()).isEmpty();

        damaged.add(Path.of("paging", "a", "3.page.invalidPage"));
        watch.look();
        watch.look();
        assertThat(told()).singleElement().asString().contains("3.page.invalidPage");

        damaged.add(Path.of("paging", "a", "7.page.invalidPage"));
        watch.look();
        assertThat(told()).hasSize(2);
    }

    private List<String> told() {
        return log.lines().stream()
                .filter(line -> line.contains(".invalidPage"))
                .toList();
    }
}
