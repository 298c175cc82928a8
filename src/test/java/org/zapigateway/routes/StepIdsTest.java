package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.zapigateway.routes.RouteFileState.LOADED;
import static org.zapigateway.routes.RouteFileState.REFUSED;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camel wants each id once among the routes that it is given together: at a start, those of a whole file. */
class StepIdsTest {
    @TempDir
    Path home;

    private RoutesHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new RoutesHouse(home);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static String route(String id) {
        return RoutesHouse.route(id, "mock:" + id).replace("uri: mock", "id: to-mock\n            uri: mock");
    }

    /** Else it would load, because only the new route is given to Camel, and the next start would refuse both. */
    @Test
    void anEditThatTakesAnIdASecondTimeIsRefused() {
        house.write("crm.camel.yaml", route("one"));
        house.start();

        house.write("crm.camel.yaml", route("one") + route("two"));

        await().until(() -> house.stateIs("crm.camel.yaml", REFUSED));
        assertThat(house.error("crm.camel.yaml"))
                .contains("has the id 'to-mock', which stands twice among the routes and steps of this file; "
                        + "give each an id of its own, or none");
        assertThat(house.zapi.hasConsumer("one")).isTrue();
    }

    @Test
    void theCheckRefusesWhatAStartWould() {
        house.write("crm.camel.yaml", route("one") + route("two"));
        RoutesSettings settings = new RoutesSettings(house.directory, true, List.of("mock"), List.of(), List.of());

        RouteFiles files = new RouteCheck(house.context, settings, SwitchedOffSchemes.none(), Set.of()).run();

        assertThat(files.files().get(0).errors())
                .extracting(Finding::what)
                .allMatch(what -> what.contains("has the id 'to-mock', which stands twice"))
                .hasSize(2);
    }

    @Test
    void twoFilesMayHaveOneId() {
        house.write("one.camel.yaml", route("one"));
        house.write("two.camel.yaml", route("two"));

        assertThat(house.start().files()).extracting(RouteFileStatus::state).containsExactly(LOADED, LOADED);
    }
}
