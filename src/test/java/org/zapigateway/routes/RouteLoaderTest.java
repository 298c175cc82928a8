package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.zapigateway.routes.RouteFileState.LOADED;
import static org.zapigateway.routes.RouteFileState.REFUSED;
import static org.zapigateway.routes.RouteFileState.REMOVED;
import static org.zapigateway.routes.RouteFileState.SKIPPED;
import static org.zapigateway.routes.RoutesHouse.helper;
import static org.zapigateway.routes.RoutesHouse.route;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteLoaderTest {
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

    @Test
    void loadsEveryFileAtStart() throws Exception {
        house.write("hello.camel.yaml", route("hello", "mock:hello"));
        house.write("sales/crm.camel.yaml", route("crm", "mock:crm"));
        house.write("examples/not-this.camel.yaml", route("not-this", "mock:no"));
        house.write("notes.yaml", "not a route");

        RouteFiles files = house.start();

        house.zapi.deliver("hello", "a");
        house.zapi.deliver("crm", "b");
        assertThat(house.mock("hello").getReceivedCounter()).isEqualTo(1);
        assertThat(house.mock("crm").getReceivedCounter()).isEqualTo(1);
        assertThat(files.files())
                .extracting(RouteFileStatus::file)
                .containsExactly("hello.camel.yaml", "sales/crm.camel.yaml");
        assertThat(files.files()).extracting(RouteFileStatus::state).containsOnly(LOADED);
        assertThat(files.healthy()).isTrue();
    }

    @Test
    void aRunningRouteBearsItsVersion() {
        house.write("hello.camel.yaml", route("hello", "mock:hello"));
        house.start();

        assertThat(house.version("hello"))
                .matches("[0-9a-f]{8}")
                .isEqualTo(house.status("hello.camel.yaml").hash());
    }

    @Test
    void doesNotStartWithoutDirectory() throws Exception {
        Files.delete(house.directory);

        assertThatThrownBy(house::start)
                .isInstanceOf(RoutesDirectoryException.class)
                .hasMessageContaining("zapi.routes.directory is " + house.directory)
                .hasMessageContaining("create it");
    }

    @Test
    void startsWithAnEmptyDirectoryAndSaysSo() {
        RouteFiles files = house.start();

        assertThat(files.directoryTrouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("no file *.camel.yaml"));
        assertThat(files.healthy()).isFalse();
    }

    @Test
    void picksUpAnEdit() {
        house.write("hello.camel.yaml", route("hello", "mock:first"));
        house.start();

        house.write("hello.camel.yaml", route("hello", "mock:second"));

        awaitDelivery("hello", "second");
        assertThat(house.context.getRoutes()).hasSize(2);
    }

    @Test
    void leavesARouteAloneWhenOnlyItsNeighbourInTheFileChanges() {
        house.write("two.camel.yaml", route("stays", "mock:stays") + route("moves", "mock:first"));
        house.start();
        String version = house.version("stays");
        int starts = house.zapi.starts();

        house.write("two.camel.yaml", route("stays", "mock:stays") + "# why\n" + route("moves", "mock:second"));

        awaitDelivery("moves", "second");
        assertThat(house.zapi.starts()).isEqualTo(starts + 1);
        assertThat(house.version("stays")).isEqualTo(version);
        assertThat(house.version("moves")).isNotEqualTo(version);
    }

    @Test
    void addsANewFile() {
        house.write("hello.camel.yaml", route("hello", "mock:hello"));
        house.start();

        house.write("more.camel.yaml", route("more", "mock:more"));

        awaitDelivery("more", "more");
        awaitDelivery("hello", "hello");
    }

    @Test
    void stopsTheRoutesOfADeletedFile() throws Exception {
        house.write("hello.camel.yaml", route("hello", "mock:hello"));
        house.write("more.camel.yaml", route("more", "mock:more"));
        house.start();

        Files.delete(house.directory.resolve("more.camel.yaml"));

        await().until(() -> house.stateIs("more.camel.yaml", REMOVED));
        assertThat(house.zapi.hasConsumer("more")).isFalse();
        assertThat(house.context.getRoute("more")).isNull();
        assertThat(house.context.getRouteDefinition("more")).isNull();
        assertThat(house.lastGood.resolve("more.camel.yaml")).doesNotExist();
        house.zapi.deliver("hello", "a");
        assertThat(house.files().healthy()).isTrue();
    }

    @Test
    void aRenamedFileKeepsItsRoute() throws Exception {
        house.write("old.camel.yaml", route("hello", "mock:hello"));
        house.write("more.camel.yaml", route("more", "mock:more"));
        house.start();

        Files.move(house.directory.resolve("old.camel.yaml"), house.directory.resolve("new.camel.yaml"));

        await().until(() -> house.stateIs("new.camel.yaml", LOADED) && house.stateIs("old.camel.yaml", REMOVED));
        house.zapi.deliver("hello", "a");
        assertThat(house.mock("hello").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void aRenamedFileKeepsItsSubscriptionWhenItsRouteIsRenamedToo() throws Exception {
        house.write("old.camel.yaml", subscribed("old", "mock:first"));
        house.write("more.camel.yaml", route("more", "mock:more"));
        house.start();

        house.write("new.camel.yaml", subscribed("new", "mock:second"));
        Files.delete(house.directory.resolve("old.camel.yaml"));

        await().until(() -> house.stateIs("new.camel.yaml", LOADED) && house.stateIs("old.camel.yaml", REMOVED));
        house.zapi.deliver("crm", "a");
        assertThat(house.mock("second").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void aRenamedHelperKeepsItsCallersWhenItsRouteIsRenamedToo() throws Exception {
        house.write("caller.camel.yaml", route("caller", "direct:helper"));
        house.write("helper.camel.yaml", helper("mock:first"));
        house.start();

        house.write("other.camel.yaml", helper("mock:second").replace("id: helper", "id: other"));
        Files.delete(house.directory.resolve("helper.camel.yaml"));

        await().until(() -> house.stateIs("other.camel.yaml", LOADED) && house.stateIs("helper.camel.yaml", REMOVED));
        house.zapi.deliver("caller", "a");
        assertThat(house.mock("second").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void aLinkWhoseTargetIsAwayIsNoDeletedFile() throws Exception {
        Path target = Files.writeString(home.resolve("hello"), route("hello", "mock:hello"));
        Path away = home.resolve("away");
        Files.createSymbolicLink(house.directory.resolve("hello.camel.yaml"), target);
        house.write("more.camel.yaml", route("more", "mock:more"));
        house.start();

        Files.move(target, away);

        await().until(() -> !house.stateIs("hello.camel.yaml", LOADED));
        assertThat(house.stateIs("hello.camel.yaml", REFUSED)).isTrue();
        assertThat(house.error("hello.camel.yaml"))
                .isEqualTo("routes/hello.camel.yaml: is a link whose target cannot be found; bring the target back, or"
                        + " delete the link");
        house.zapi.deliver("hello", "a");

        house.close();
        house = new RoutesHouse(home);
        house.start();
        assertThat(house.stateIs("hello.camel.yaml", REFUSED)).isTrue();
        assertThat(house.files().complete()).isFalse();
        house.zapi.deliver("hello", "b");

        Files.move(away, target);
        await().until(() -> house.stateIs("hello.camel.yaml", LOADED));
    }

    @Test
    void norDoesALinkedFolderThatIsAwayDeleteItsFiles() throws Exception {
        Path team = Files.createDirectory(home.resolve("team"));
        Files.writeString(team.resolve("hello.camel.yaml"), route("hello", "mock:hello"));
        Files.createSymbolicLink(house.directory.resolve("team"), team);
        house.write("more.camel.yaml", route("more", "mock:more"));
        house.start();

        Files.move(team, home.resolve("away"));

        await().until(() -> house.files().directoryTrouble().isPresent());
        assertThat(house.files().directoryTrouble().orElseThrow())
                .contains("has the link 'team', whose target cannot be found; bring it back, or delete the link");
        house.zapi.deliver("hello", "a");

        house.close();
        house = new RoutesHouse(home);
        house.start();
        house.zapi.deliver("hello", "b");

        Files.delete(house.directory.resolve("team"));
        await().until(() -> house.stateIs("team/hello.camel.yaml", REMOVED));
        assertThat(house.files().directoryTrouble()).isEmpty();
    }

    @Test
    void copiesThatCannotBeListedStopNoStart() throws Exception {
        house.write("hello.camel.yaml", route("hello", "mock:hello"));
        Path folder = house.lastGood.resolve("a");
        Path longer = house.lastGood.resolve("a".repeat(255));
        String name = "b".repeat(200);
        // No right keeps root out, but a path that is too long does: that of the innermost folder, after the renaming.
        Path inner = folder;
        while (inner.toString().length() + name.length() < 4_090) {
            inner = inner.resolve(name);
        }
        Files.createDirectories(inner);
        Files.move(folder, longer);
        try {
            house.start();
        } finally {
            Files.move(longer, folder);
        }

        house.zapi.deliver("hello", "a");
        assertThat(house.lastGood.resolve("hello.camel.yaml")).exists();
    }

    @Test
    void aDirectoryThatVanishesStopsNothing() throws Exception {
        house.write("hello.camel.yaml", route("hello", "mock:hello"));
        house.start();
        Path away = home.resolve("away");

        Files.move(house.directory, away);

        await().until(() -> house.files().directoryTrouble().isPresent());
        assertThat(house.files().directoryTrouble().get())
                .contains("is missing")
                .contains("keeps running");
        house.zapi.deliver("hello", "a");

        Files.move(away, house.directory);
        await().until(() -> house.files().healthy());
        house.zapi.deliver("hello", "b");
        assertThat(house.mock("hello").getReceivedCounter()).isEqualTo(2);
        assertThat(house.zapi.starts()).isEqualTo(1);
    }

    @Test
    void aDirectoryThatIsEmptyAtOnceStopsNothing() throws Exception {
        house.write("hello.camel.yaml", route("hello", "mock:hello"));
        house.start();

        Files.delete(house.directory.resolve("hello.camel.yaml"));

        await().until(() -> house.files().directoryTrouble().isPresent());
        assertThat(house.files().directoryTrouble().get()).contains("empty at once");
        house.zapi.deliver("hello", "a");
        assertThat(house.lastGood.resolve("hello.camel.yaml")).exists();
    }

    @Test
    void aBadFileAtStartDoesNotKeepOthersFromLoading() throws Exception {
        house.write("bad.camel.yaml", "- route: [");
        house.write("hello.camel.yaml", route("hello", "mock:hello"));

        house.start();

        house.zapi.deliver("hello", "a");
        assertThat(house.status("bad.camel.yaml").state()).isEqualTo(REFUSED);
        assertThat(house.status("bad.camel.yaml").routeIds()).isEmpty();
        assertThat(house.files().healthy()).isFalse();
    }

    @Test
    void runsTheLastGoodCopyWhenTheFileIsBadAtStart() throws Exception {
        house.write("routes.properties", "target=mock:kept\n");
        house.write("hello.camel.yaml", route("hello", "'{{target}}'"));
        house.start();
        house.close();
        house = new RoutesHouse(home);
        house.write("hello.camel.yaml", "- route: [");
        house.write("routes.properties", "target=mock:changed\n");

        house.start();

        house.zapi.deliver("hello", "a");
        assertThat(house.mock("kept").getReceivedCounter()).isEqualTo(1);
        RouteFileStatus status = house.status("hello.camel.yaml");
        assertThat(status.state()).isEqualTo(REFUSED);
        assertThat(status.note()).isEqualTo("the last good copy runs");
        assertThat(status.routeIds()).containsExactly("hello");

        house.write("hello.camel.yaml", route("hello", "'{{target}}'"));
        awaitDelivery("hello", "changed");
        await().until(() -> house.status("hello.camel.yaml").note() == null);
    }

    @Test
    void runsTheLastGoodCopiesWhenTheDirectoryCannotBeReadAtStart() throws Exception {
        house.write("hello.camel.yaml", route("hello", "mock:hello"));
        house.start();
        house.close();
        house = new RoutesHouse(home);
        house.write("routes.properties", "target=mock\\u12\n");

        house.start();

        house.zapi.deliver("hello", "a");
        assertThat(house.mock("hello").getReceivedCounter()).isEqualTo(1);
        assertThat(house.files().directoryTrouble().orElseThrow())
                .contains("routes.properties has a backslash that begins no known escape")
                .contains("what runs keeps running");

        house.write("routes.properties", "target=mock\n");
        await().until(() -> house.files().healthy());
        assertThat(house.zapi.starts()).as("the route was left alone").isEqualTo(1);
    }

    @Test
    void forgetsTheCopyOfAFileThatWasDeletedWhileTheGatewayWasDown() throws Exception {
        house.write("hello.camel.yaml", route("hello", "mock:hello"));
        house.write("more.camel.yaml", route("more", "mock:more"));
        house.start();
        house.close();
        Files.delete(house.directory.resolve("more.camel.yaml"));

        house = new RoutesHouse(home);
        house.start();

        assertThat(house.lastGood.resolve("hello.camel.yaml")).exists();
        assertThat(house.lastGood.resolve("more.camel.yaml")).doesNotExist();
    }

    @Test
    void reloadsOnlyTheFilesThatUseAPlaceholderWhenItsValueChanges() throws Exception {
        house.write("routes.properties", "target=mock:first\n");
        house.write("uses.camel.yaml", route("uses", "'{{target}}'"));
        house.write("plain.camel.yaml", route("plain", "mock:plain"));
        house.start();
        house.zapi.deliver("uses", "a");
        assertThat(house.mock("first").getReceivedCounter()).isEqualTo(1);

        house.write("routes.properties", "target=mock:second\n");

        awaitDelivery("uses", "second");
        assertThat(house.zapi.starts()).isEqualTo(3);
    }

    @Test
    void aRouteReadsTheFieldsOfTheEvent() throws Exception {
        house.write(
                "hello.camel.yaml",
                route("hello", "mock:hello")
                        .replace(
                                "- to:",
                                "- unmarshal: {json: {}}\n        - setBody: {simple: '${body[data][content][text]}'}\n"
                                        + "        - to:"));
        house.start();
        assertThat(house.status("hello.camel.yaml").errors()).isEmpty();

        house.zapi.deliver("hello", "{\"data\": {\"content\": {\"text\": \"olá\"}}}");

        assertThat(house.mock("hello").getReceivedExchanges().get(0).getIn().getBody())
                .isEqualTo("olá");
    }

    /** A copy of a file, its id forgotten, is refused while the route runs; a restart must not turn that round. */
    @Test
    void whoRanBeforeARestartKeepsItsId() throws Exception {
        house.write("orders.camel.yaml", route("orders", "mock:orders"));
        house.start();
        house.write("orders copy.camel.yaml", route("orders", "mock:draft"));
        await().until(() -> house.stateIs("orders copy.camel.yaml", REFUSED));

        house.close();
        house = new RoutesHouse(home);
        house.start();
        assertThat(house.stateIs("orders.camel.yaml", LOADED)).isTrue();
        assertThat(house.stateIs("orders copy.camel.yaml", REFUSED)).isTrue();
        house.zapi.deliver("orders", "a");
        assertThat(house.mock("orders").getReceivedCounter()).isEqualTo(1);

        house.close();
        house = new RoutesHouse(home);
        house.write("orders.camel.yaml", route("orders", "mock:edited"));
        house.start();
        assertThat(house.stateIs("orders.camel.yaml", LOADED)).isTrue();
    }

    @Test
    void theValueOfAPlaceholderCallsNoBean() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        house.context.getRegistry().bind("calls", calls);
        house.write("routes.properties", "target=mock:{{bean:calls.incrementAndGet}}\n");
        house.write("hello.camel.yaml", route("hello", "'{{target}}'"));
        house.start();

        assertThat(calls).hasValue(0);
        assertThat(house.error("hello.camel.yaml"))
                .isEqualTo("routes/hello.camel.yaml:8: route 'hello' has a placeholder that is not understood; write"
                        + " {{name}}");
    }

    @Test
    void findsPlaceholdersInTheEnvironment() throws Exception {
        house.write(
                "hello.camel.yaml",
                route("hello", "mock:hello")
                        .replace("- to:", "- setHeader: {name: path, constant: '{{env:PATH}}'}\n        - to:"));
        house.start();

        house.zapi.deliver("hello", "a");

        assertThat(house.mock("hello").getReceivedExchanges().get(0).getIn().getHeader("path"))
                .isEqualTo(System.getenv("PATH"));
    }

    @Test
    void seesAFileThatIsRenamedOverAnother() throws Exception {
        house.write("hello.camel.yaml", route("hello", "mock:first"));
        house.start();
        house.write(".hello.camel.yaml.swp", route("hello", "mock:second"));

        Files.move(
                house.directory.resolve(".hello.camel.yaml.swp"),
                house.directory.resolve("hello.camel.yaml"),
                StandardCopyOption.ATOMIC_MOVE);

        awaitDelivery("hello", "second");
    }

    @Test
    void callsARouteWithoutIdAfterItsFile() throws Exception {
        String nameless = route("x", "mock:first").replace("    id: x\n", "");
        house.write("sales/hello.camel.yaml", nameless + nameless.replace("first", "second"));

        house.start();

        assertThat(house.status("sales/hello.camel.yaml").routeIds()).containsExactly("hello", "hello-2");
        house.zapi.deliver("hello", "a");
        house.zapi.deliver("hello-2", "b");
        assertThat(house.mock("first").getReceivedCounter()).isEqualTo(1);
        assertThat(house.mock("second").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void skipsAFileWhoseComponentIsSwitchedOff() throws Exception {
        house.switchOff("sql", "zapi.database.enabled is false");
        house.write("store.camel.yaml", route("store", "'sql:insert into t values (:#eventId)'"));
        house.write("hello.camel.yaml", route("hello", "mock:hello"));

        house.start();

        RouteFileStatus status = house.status("store.camel.yaml");
        assertThat(status.state()).isEqualTo(SKIPPED);
        assertThat(status.note()).isEqualTo("it uses sql: and zapi.database.enabled is false");
        assertThat(house.zapi.hasConsumer("store")).isFalse();
        assertThat(house.files().healthy()).isTrue();
    }

    @Test
    void swapsAHelperRouteWithoutHangingItsCallers() {
        house.write("caller.camel.yaml", route("caller", "direct:helper"));
        house.write("helper.camel.yaml", helper("mock:first"));
        house.start();
        awaitDelivery("caller", "first");

        house.write("helper.camel.yaml", helper("mock:second"));

        awaitDelivery("caller", "second");
        assertThat(house.zapi.starts()).as("the caller was paused and resumed").isEqualTo(2);
    }

    @Test
    void theGatewaysOwnRoutesAreNeverTouched() {
        house.write("hello.camel.yaml", route("hello", "mock:first"));
        house.start();
        var own = house.context.getRoute("receive-webhook");

        house.write("hello.camel.yaml", route("hello", "mock:second"));

        awaitDelivery("hello", "second");
        assertThat(house.context.getRoute("receive-webhook")).isSameAs(own);
        assertThat(house.context.getRouteController().getRouteStatus("receive-webhook"))
                .isEqualTo(ServiceStatus.Started);
    }

    @Test
    void aRouteThatDoesNotStartIsTakenBackAndTheOldOneRunsOn() throws Exception {
        house.write("hello.camel.yaml", route("hello", "mock:first"));
        house.start();
        house.zapi.doesNotStart = "broken";
        String broken =
                route("hello", "mock:second").replace("steps:", "parameters: {subscription: broken}\n      steps:");

        house.write("hello.camel.yaml", broken);

        await().until(() -> house.stateIs("hello.camel.yaml", REFUSED));
        assertThat(house.error("hello.camel.yaml"))
                .startsWith("routes/hello.camel.yaml:")
                .contains("route 'hello'")
                .contains("the subscription is broken");
        house.zapi.deliver("hello", "a");
        assertThat(house.mock("first").getReceivedCounter()).isEqualTo(1);

        house.write("hello.camel.yaml", route("hello", "mock:third"));
        awaitDelivery("hello", "third");
        await().until(() -> house.files().healthy());
    }

    @Test
    void aVersionThatDidNotStartIsNotTriedAgainAtTheCostOfWhatRuns() throws Exception {
        house.write("hello.camel.yaml", route("hello", "mock:first"));
        house.start();
        house.zapi.doesNotStart = "broken";
        house.write(
                "hello.camel.yaml",
                route("hello", "mock:second").replace("steps:", "parameters: {subscription: broken}\n      steps:"));
        await().until(() -> house.stateIs("hello.camel.yaml", REFUSED));
        int starts = house.zapi.starts();

        house.write("more.camel.yaml", route("more", "mock:more"));

        await().until(() -> house.stateIs("more.camel.yaml", LOADED));
        assertThat(house.zapi.starts()).isEqualTo(starts + 1);
        assertThat(house.stateIs("hello.camel.yaml", REFUSED)).isTrue();
        house.zapi.deliver("hello", "a");
    }

    @Test
    void theHeartbeatGoesOn() {
        house.write("hello.camel.yaml", route("hello", "mock:hello"));
        house.start();
        Instant first = house.files().heartbeat();

        await().until(() -> house.files().heartbeat().isAfter(first));
    }

    @Test
    void doesNotWatchWhenReloadIsOff() {
        RouteLoader loader = new RouteLoader(
                house.context,
                new RoutesSettings(house.directory, false, List.of(), List.of(), List.of()),
                house.lastGood,
                SwitchedOffSchemes.none());

        loader.start();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("routes-watch");
        loader.stop();
    }

    private static String subscribed(String id, String target) {
        return route(id, target).replace("steps:", "parameters: {subscription: crm}\n      steps:");
    }

    private void awaitDelivery(String subscription, String mock) {
        await().ignoreExceptions().until(() -> {
            house.zapi.deliver(subscription, "x");
            return house.mock(mock).getReceivedCounter() > 0;
        });
    }
}
