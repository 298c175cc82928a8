package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.zapigateway.routes.RouteFileState.LOADED;
import static org.zapigateway.routes.RouteFileState.REFUSED;
import static org.zapigateway.routes.RouteFileState.REMOVED;
import static org.zapigateway.routes.RoutesHouse.helper;
import static org.zapigateway.routes.RoutesHouse.route;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that were stopped for an edit and do not start again: what they need went away meanwhile. */
class LostRoutesTest {
    private static final String FILE = "crm.camel.yaml";
    private static final String STEADY = route("steady", "mock:steady");

    @TempDir
    Path home;

    private RoutesHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new RoutesHouse(home);
        house.allowOnly(List.of("mock"), List.of(home));
        Files.writeString(home.resolve("a.sql"), "select 1");
        house.write("more.camel.yaml", route("more", "mock:more"));
        house.write(FILE, STEADY + crm("a.sql"));
        house.start();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theOthersOfTheFileRunOnAndTheMendedFileIsLoaded() throws Exception {
        Route steady = house.context.getRoute("steady");
        lose();

        assertThat(house.error(FILE)).contains("typo.sql");
        assertThat(house.status(FILE).routeIds()).containsExactly("steady");
        assertThat(house.status(FILE).note()).isEqualTo("of its routes only steady can run");
        assertThat(house.context.getRouteDefinition("crm")).isNull();

        house.write(FILE, STEADY + crm("b.sql"));

        await().until(() -> house.stateIs(FILE, LOADED));
        assertThat(house.zapi.hasConsumer("crm")).isTrue();
        assertThat(house.status(FILE).routeIds()).containsExactly("steady", "crm");
        assertThat(house.context.getRoute("steady")).isSameAs(steady);
    }

    @Test
    void theFormerVersionCanBePutBack() throws Exception {
        lose();
        Files.move(home.resolve("b.sql"), home.resolve("a.sql"));

        house.write(FILE, STEADY + crm("a.sql"));

        await().until(() -> house.stateIs(FILE, LOADED));
        assertThat(house.zapi.hasConsumer("crm")).isTrue();
        assertThat(house.status(FILE).note()).isNull();
    }

    @Test
    void aFileWhoseSqlIsMendedIsTriedAgain() throws Exception {
        lose();

        Files.writeString(home.resolve("typo.sql"), "select 2");
        nextRound();

        assertThat(house.stateIs(FILE, LOADED)).isTrue();
        assertThat(house.zapi.hasConsumer("crm")).isTrue();
    }

    @Test
    void theLastGoodCopyRunsAsSoonAsItCan() throws Exception {
        lose();

        Files.move(home.resolve("b.sql"), home.resolve("a.sql"));
        nextRound();

        assertThat(house.stateIs(FILE, REFUSED)).isTrue();
        assertThat(house.status(FILE).note()).isEqualTo("the last good copy runs");
        assertThat(house.zapi.hasConsumer("crm")).isTrue();
    }

    @Test
    void onlyTheLastGoodCopyIsTriedAgainWhenTheOthersWouldStopForTheNewVersion() throws Exception {
        Files.move(home.resolve("a.sql"), home.resolve("b.sql"));
        house.write(FILE, route("steady", "mock:changed") + crm("typo.sql"));
        await().until(() -> house.stateIs(FILE, REFUSED));
        Route steady = house.context.getRoute("steady");
        Files.move(home.resolve("b.sql"), home.resolve("a.sql"));

        nextRound();

        assertThat(house.context.getRoute("steady")).isSameAs(steady);
        assertThat(house.status(FILE).note()).isEqualTo("the last good copy runs");
        assertThat(house.zapi.hasConsumer("crm")).isTrue();
    }

    @Test
    void theOthersStopWithTheirFile() throws Exception {
        lose();

        Files.delete(house.directory.resolve(FILE));

        await().until(() -> house.stateIs(FILE, REMOVED));
        assertThat(house.context.getRoute("steady")).isNull();
    }

    @Test
    void aFeederThatDoesNotStartAgainIsToldAndTriedAgain() throws Exception {
        house.write("feeder.camel.yaml", route("feeder", "direct:helper"));
        house.write("helper.camel.yaml", helper("mock:first"));
        await().until(() -> house.stateIs("helper.camel.yaml", LOADED) && house.zapi.hasConsumer("feeder"));
        house.zapi.doesNotStart = "feeder";

        house.write("helper.camel.yaml", helper("mock:second"));

        await().until(() -> house.stateIs("feeder.camel.yaml", REFUSED));
        assertThat(house.error("feeder.camel.yaml")).contains("the subscription is broken");
        assertThat(house.stateIs("helper.camel.yaml", LOADED)).isTrue();

        house.zapi.doesNotStart = null;
        nextRound();
        house.zapi.deliver("feeder", "a");
        assertThat(house.mock("second").getReceivedCounter()).isEqualTo(1);
    }

    /** An edit whose new version does not start, and a former one that does not either. */
    private void lose() throws Exception {
        Files.move(home.resolve("a.sql"), home.resolve("b.sql"));
        house.write(FILE, STEADY + crm("typo.sql"));
        await().until(() -> house.stateIs(FILE, REFUSED));
    }

    /** As after half a minute. */
    private void nextRound() {
        String other = route("more", "mock:other");
        String hash = RouteFile.hash(other, Map.of());
        house.write("more.camel.yaml", other);
        await().until(() -> hash.equals(house.status("more.camel.yaml").runningHash()));
    }

    private String crm(String sql) {
        return route("crm", "sql:file:" + home.resolve(sql));
    }
}
