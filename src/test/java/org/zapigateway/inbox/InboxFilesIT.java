package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** A start on what half a restore, or a damaged disk, has left of the inbox. */
class InboxFilesIT {
    @TempDir
    Path directory;

    @BeforeEach
    void keepAnEvent() throws Exception {
        try (InboxHouse house = InboxHouse.open(directory)) {
            house.queues.ensure("s", null);
            house.append(Events.text("a"));
        }
    }

    /** Artemis would start as if there had never been anything, and delete what is left. */
    @ParameterizedTest
    @ValueSource(strings = {"journal", "bindings"})
    void aMissingPartIsRefusedAndTheRestIsLeft(String part) throws Exception {
        Path away = directory.resolve("away");
        Files.move(directory.resolve(part), away);
        List<Path> left = files();

        assertThatThrownBy(() -> InboxHouse.open(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(directory.resolve(part).toString())
                .hasMessageContaining("bring back what is missing");
        assertThat(files()).containsAll(left);

        FileSystemUtils.deleteRecursively(directory.resolve(part));
        Files.move(away, directory.resolve(part));
        assertThatTheEventIsThere();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5_000})
    void aTruncatedFileIsNamed(long size) throws Exception {
        try (FileChannel file = FileChannel.open(oldest("journal"), StandardOpenOption.WRITE)) {
            file.truncate(size);
        }

        assertThatThrownBy(() -> InboxHouse.open(directory)).hasMessageContaining(oldest("journal") + " is shorter");
    }

    /** Artemis speaks of another version. */
    @ParameterizedTest
    @ValueSource(strings = {"journal", "bindings"})
    void aFileThatIsEmptyAtItsBeginningIsNamed(String part) throws Exception {
        try (FileChannel file = FileChannel.open(oldest(part), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(4_096), 0);
        }

        assertThatThrownBy(() -> InboxHouse.open(directory))
                .hasMessageContaining(oldest(part) + " is empty at its beginning");
    }

    /** So a kill, or a full disk, may leave it; Artemis by itself speaks of another version, and does not start. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5_000, 10_485_760})
    void theNewestFileMayBeInTheMaking(int size) throws Exception {
        Files.write(directory.resolve("journal").resolve("activemq-data-77.amq"), new byte[size]);

        assertThatTheEventIsThere();
    }

    @Test
    void aPageThatWasPutAsideIsFound() throws Exception {
        Path page = directory.resolve("paging").resolve("1").resolve("3.page.invalidPage");
        Files.createDirectories(page.getParent());
        Files.createFile(page);

        assertThat(new InboxFiles(directory).damagedPages()).containsExactly(page);
    }

    private void assertThatTheEventIsThere() throws Exception {
        try (InboxHouse house = InboxHouse.open(directory)) {
            assertThat(house.depth(InboxAddresses.subscriptionQueue("s"))).isEqualTo(1);
        }
    }

    private Path oldest(String part) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(part))) {
            return files.filter(file -> file.getFileName().toString().startsWith("activemq-"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
