package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zapigateway.inbox.InboxUnavailableException.Reason;

/** Another directory stands where the inbox has opened its own, as when a volume is mounted too late. */
class DirectoryReplacedIT {
    @TempDir
    Path home;

    private Path data;
    private InboxHouse house;

    @BeforeEach
    void open() throws Exception {
        data = Files.createDirectory(home.resolve("data"));
        house = InboxHouse.open(data);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void nothingIsTakenUntilTheOwnOneIsBack() throws Exception {
        house.append(Events.text("a"));

        Files.move(data, home.resolve("beneath"));
        Files.createDirectory(data);

        await().untilAsserted(() -> assertThat(house.inbox.whyClosed()).contains(Reason.DIRECTORY_REPLACED));
        assertThatThrownBy(() -> house.append(Events.text("b")))
                .isInstanceOf(InboxUnavailableException.class)
                .hasMessageContaining("DIRECTORY_REPLACED");

        Files.delete(data);
        Files.move(home.resolve("beneath"), data);

        await().until(house.inbox::isOpen);
        house.append(Events.text("c"));
        assertThat(house.ids(InboxAddresses.UNROUTED)).containsExactly(Events.id("a"), Events.id("c"));
    }
}
