package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The first start says what README.md shows, line by line. */
class ShownStartIT {
    private static final Pattern SHOWN = Pattern.compile("(?s)```\n(\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO .*?)```");
    private static final Pattern BEGIN = Pattern.compile("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  ");

    @TempDir
    private Path folder;

    @Test
    void isThatOfTheReadme() throws Exception {
        CapturedLog log = new CapturedLog();
        int broker = FreePort.find();
        RunningGateway.Setup setup = RunningGateway.in(folder)
                .with("zapi.database.enabled", "true")
                .with("zapi.broker.acceptor", "tcp://127.0.0.1:" + broker)
                .initializer(context -> log.attach());
        Path routes = folder.resolve("routes");
        FileSystemUtils.deleteRecursively(routes);
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);

        try (RunningGateway gateway = setup.start()) {
            List<String> shown = shown();

            // The tables may come last.
            await().untilAsserted(() -> assertThat(log.lines()).hasSameSizeAs(shown));
            assertThat(log.lines().stream()
                            .map(line -> line.replace(":" + gateway.port() + "/", ":8080/")
                                    .replace(":" + gateway.managementPort() + "/", ":8081/")
                                    .replace(":" + broker, ":61616")
                                    .replace(routes + ":", "routes:")
                                    .replace(folder.toString(), "/home/you/zapi-gateway"))
                            .toList())
                    .allMatch(line -> shown.stream().anyMatch(line::contains));
        } finally {
            log.detach();
        }
    }

    /** The messages that README.md shows, one of them of several lines. */
    private static List<String> shown() throws Exception {
        Matcher block = SHOWN.matcher(Files.readString(Path.of("README.md")));
        assertThat(block.find()).isTrue();
        return Stream.of(BEGIN.split(block.group(1)))
                .map(String::strip)
                .filter(message -> !message.isEmpty())
                .toList();
    }
}
