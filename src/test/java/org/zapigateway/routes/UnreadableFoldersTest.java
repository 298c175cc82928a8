package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.zapigateway.routes.RouteFileState.LOADED;
import static org.zapigateway.routes.RouteFileState.REFUSED;
import static org.zapigateway.routes.RouteFileState.REMOVED;
import static org.zapigateway.routes.RoutesHouse.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Folders below the routes directory that cannot be read. Here they are links to themselves: the rights of a folder mean
 * nothing to the user root, and tests may be his.
 */
class UnreadableFoldersTest {
    private static final String FOLDER = "team/";
    private static final String INSIDE = "team/crm.camel.yaml";
    private static final String BESIDE = "more.camel.yaml";

    @TempDir
    Path home;

    private RoutesHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new RoutesHouse(home);
        house.write(BESIDE, route("more", "mock:more"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theOthersAreLoadedAndTheFolderIsTold() throws Exception {
        makeUnreadable("team");
        house.start();

        assertThat(house.stateIs(BESIDE, LOADED)).isTrue();
        assertThat(house.error(FOLDER))
                .startsWith("routes/team: cannot be read (java.nio.file.FileSystemLoopException: ")
                .endsWith(
                        "; check the rights of the folder; no route file in it is loaded, and what runs of it keeps running");

        house.write(BESIDE, route("more", "mock:changed"));
        await().untilAsserted(() -> {
            house.zapi.deliver("more", "a");
            assertThat(house.mock("changed").getReceivedCounter()).isPositive();
        });

        Files.delete(house.directory.resolve("team"));
        await().until(() -> house.stateIs(FOLDER, REMOVED));
    }

    @Test
    void whatRunsOfItKeepsRunningAlsoAfterAStart() throws Exception {
        house.write(INSIDE, route("crm", "mock:crm"));
        house.start();
        Files.delete(house.directory.resolve(INSIDE));
        Files.delete(house.directory.resolve("team"));
        makeUnreadable("team");

        await().until(() -> house.stateIs(INSIDE, REFUSED));
        assertThat(house.zapi.hasConsumer("crm")).isTrue();

        house.close();
        house = new RoutesHouse(home);
        house.start();
        assertThat(house.zapi.hasConsumer("crm")).isTrue();
        assertThat(house.status(INSIDE).note()).isEqualTo("the last good copy runs");

        Files.delete(house.directory.resolve("team"));
        await().until(() -> house.stateIs(INSIDE, REMOVED));
        assertThat(house.context.getRoute("crm")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {".git", "team/.git", "lost+found", "examples/old"})
    void whereNobodyLooksItIsNoTrouble(String folder) throws Exception {
        makeUnreadable(folder);
        house.start();

        assertThat(house.files().files()).extracting(RouteFileStatus::file).containsExactly(BESIDE);
        assertThat(house.files().directoryTrouble()).isEmpty();
    }

    private void makeUnreadable(String folder) throws IOException {
        Path link = house.directory.resolve(folder);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, house.directory.toAbsolutePath());
    }
}
