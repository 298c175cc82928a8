package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zapigateway.CapturedLog;

class DataDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void isMadeReadableToItsOwnerOnly() throws Exception {
        Path place = folder.resolve("a/data");
        try (DataDirectory taken = DataDirectory.take(place)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(taken.path())))
                    .isEqualTo("rwx------");
        }
    }

    @ParameterizedTest
    @CsvSource({"rwx------, 0", "rwxr-x---, 1", "rwx-----x, 1"})
    void thatExistsKeepsItsModeAndTheLogWarnsOfOthers(String mode, int warnings) throws Exception {
        Path place = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(mode));
        CapturedLog log = new CapturedLog();
        log.attach();
        try (DataDirectory taken = DataDirectory.take(place)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(taken.path())))
                    .isEqualTo(mode);
        } finally {
            log.detach();
        }
        assertThat(log.lines())
                .filteredOn(line -> line.contains(mode) && line.contains("chmod 700 " + place))
                .hasSize(warnings);
    }

    @Test
    void belongsToOneGatewayAtATime() throws Exception {
        Path place = folder.resolve("data");
        DataDirectory taken = DataDirectory.take(place);

        assertThatThrownBy(() -> DataDirectory.take(place))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(place.toString(), "another gateway", "zapi.data-dir");

        taken.close();
        DataDirectory.take(place).close();
    }
}
