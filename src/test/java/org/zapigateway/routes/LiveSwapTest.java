package org.zapigateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.zapigateway.routes.RouteFileState.LOADED;
import static org.zapigateway.routes.RouteFileState.REFUSED;
import static org.zapigateway.routes.RouteFileState.REMOVED;
import static org.zapigateway.routes.RoutesHouse.route;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits while events flow. */
class LiveSwapTest {
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

    /** Returns the batch, which goes on when the sink is released; the route is stopping for its new version. */
    private CompletableFuture<Void> editInTheMiddleOfABatch() throws InterruptedException {
        house.write("hello.camel.yaml", route("hello", "sink:slow"));
        house.start();
        CompletableFuture<Void> batch = CompletableFuture.runAsync(() -> deliver("hello"));
        house.sink.inside.await();
        house.write("hello.camel.yaml", route("hello", "sink:second"));
        await().until(() -> !house.zapi.hasConsumer("hello"));
        return batch;
    }

    @Test
    void aSwapWaitsForTheCurrentBatch() throws Exception {
        CompletableFuture<Void> batch = editInTheMiddleOfABatch();
        house.sink.release.countDown();

        batch.join();
        assertThat(house.sink.count("slow")).isEqualTo(1);
        await().until(() -> house.zapi.hasConsumer("hello"));
        deliver("hello");
        assertThat(house.sink.count("second")).isEqualTo(1);
    }

    /** The new version loads at the next start; that it does not now says nothing of it. */
    @Test
    void anEditThatTheEndOvertakesIsNotRefused() throws Exception {
        CompletableFuture<Void> batch = editInTheMiddleOfABatch();

        Thread end = new Thread(house::close);
        end.start();
        await().until(() -> end.getState() == Thread.State.TIMED_WAITING);
        boolean camelRuns = house.context.isStarted();
        house.sink.release.countDown();
        batch.join();
        end.join();

        assertThat(camelRuns).isTrue();
        assertThat(house.runningText("hello.camel.yaml"))
                .hasValueSatisfying(yaml -> assertThat(yaml).contains("sink:slow"));
        assertThat(house.status("hello.camel.yaml").errors()).isEmpty();
        assertThat(house.stateIs("hello.camel.yaml", REFUSED)).isFalse();
    }

    /** A stopped route still owns its subscription; one that is gone does not, and who takes long to stop shows it. */
    @Test
    void noRouteIsRemovedBeforeAllHaveStopped() throws Exception {
        house.write("two.camel.yaml", route("quick", "mock:quick") + route("slow", "sink:slow"));
        house.start();
        CompletableFuture<Void> batch = CompletableFuture.runAsync(() -> deliver("slow"));
        house.sink.inside.await();

        house.write("two.camel.yaml", route("quick", "mock:second") + route("slow", "sink:second"));
        await().until(() -> !house.zapi.hasConsumer("slow"));
        boolean stopped = !house.zapi.hasConsumer("quick");
        boolean removed = house.context.getRoute("quick") == null;
        house.sink.release.countDown();

        assertThat(stopped).isTrue();
        assertThat(removed).isFalse();
        batch.join();
        await().until(() -> house.zapi.hasConsumer("quick") && house.zapi.hasConsumer("slow"));
    }

    @Test
    void aRouteMovesFromFileToFile() throws Exception {
        house.write("a.camel.yaml", route("one", "mock:one") + route("two", "mock:two"));
        house.start();

        house.write("b.camel.yaml", route("two", "mock:two"));
        house.write("a.camel.yaml", route("one", "mock:one"));

        await().until(() -> house.stateIs("b.camel.yaml", LOADED)
                && house.status("a.camel.yaml").routeIds().equals(List.of("one")));
        deliver("two");
        assertThat(house.mock("two").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void aMoveThatFailsIsTakenBackInBothFiles() throws Exception {
        house.write("a.camel.yaml", route("one", "mock:one") + route("two", "mock:two"));
        house.start();
        house.zapi.doesNotStart = "three";

        house.write("b.camel.yaml", route("two", "mock:moved") + route("three", "mock:three"));
        house.write("a.camel.yaml", route("one", "mock:one"));

        await().until(() -> house.stateIs("b.camel.yaml", REFUSED) && house.stateIs("a.camel.yaml", REFUSED));
        deliver("one");
        deliver("two");
        assertThat(house.mock("two").getReceivedCounter()).isEqualTo(1);
        assertThat(house.zapi.hasConsumer("three")).isFalse();
        assertThat(house.context.getRouteDefinition("three")).isNull();
    }

    @Test
    void aConfigMapSwapIsSeen() throws Exception {
        Path first = Files.createDirectories(house.directory.resolve("..1"));
        Path second = Files.createDirectories(house.directory.resolve("..2"));
        Files.writeString(first.resolve("hello.camel.yaml"), route("hello", "mock:first"));
        Files.writeString(second.resolve("hello.camel.yaml"), route("hello", "mock:second"));
        Path data = house.directory.resolve("..data");
        Files.createSymbolicLink(data, Path.of("..1"));
        Files.createSymbolicLink(house.directory.resolve("hello.camel.yaml"), Path.of("..data/hello.camel.yaml"));
        house.start();
        deliver("hello");
        assertThat(house.mock("first").getReceivedCounter()).isEqualTo(1);
        String hash = house.status("hello.camel.yaml").hash();

        Path next = Files.createSymbolicLink(house.directory.resolve("..data_tmp"), Path.of("..2"));
        Files.move(next, data, java.nio.file.StandardCopyOption.ATOMIC_MOVE);

        await().until(() -> !house.status("hello.camel.yaml").hash().equals(hash));
        deliver("hello");
        assertThat(house.mock("second").getReceivedCounter()).isEqualTo(1);
        assertThat(house.files().files()).hasSize(1);
    }

    /** Random edits under load, and what runs is always the last good set. */
    @Test
    void randomEditsUnderLoadLoseNothing() throws Exception {
        Random random = new Random(42);
        Map<String, String> good = new TreeMap<>();
        house.write("steady.camel.yaml", route("steady", "direct:helper"));
        house.write("helper.camel.yaml", helper(0));
        house.start();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread load = new Thread(() -> {
            while (!over.get()) {
                try {
                    house.zapi.deliver("steady", "x");
                    sent.incrementAndGet();
                } catch (IllegalStateException paused) {
                    Thread.onSpinWait();
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                }
            }
        });
        load.start();

        for (int round = 1; round <= 20; round++) {
            String name = "r" + random.nextInt(3);
            String file = name + ".camel.yaml";
            switch (random.nextInt(4)) {
                case 0 -> {
                    house.write(file, "- route: [");
                    await().until(() -> house.stateIs(file, REFUSED));
                }
                case 1 -> {
                    if (Files.deleteIfExists(house.directory.resolve(file))) {
                        await().until(() -> house.stateIs(file, REMOVED));
                        good.remove(name);
                    }
                }
                case 2 -> {
                    house.write("helper.camel.yaml", helper(round));
                    String hash = RouteFile.hash(helper(round), Map.of());
                    await().until(() ->
                            hash.equals(house.status("helper.camel.yaml").runningHash()));
                }
                default -> {
                    String yaml = route(name, "mock:" + name + round);
                    house.write(file, yaml);
                    String hash = RouteFile.hash(yaml, Map.of());
                    await().until(() -> house.stateIs(file, LOADED)
                            && hash.equals(house.status(file).runningHash()));
                    good.put(name, hash);
                }
            }
            for (String route : List.of("r0", "r1", "r2")) {
                assertThat(house.version(route)).as("after round " + round).isEqualTo(good.get(route));
            }
        }
        over.set(true);
        load.join();

        assertThat(failure.get()).isNull();
        assertThat(house.sink.count("helped")).isEqualTo(sent.get()).isPositive();
    }

    private static String helper(int round) {
        return """
                - route:
                    id: helper
                    from:
                      uri: direct:helper
                      steps:
                        - setHeader: {name: round, constant: "%d"}
                        - to: sink:helped
                """
                .formatted(round);
    }

    private void deliver(String subscription) {
        try {
            house.zapi.deliver(subscription, "x");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
