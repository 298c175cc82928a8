package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
