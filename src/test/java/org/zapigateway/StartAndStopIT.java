package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.FailingDisk;
import org.zapigateway.inbox.Inbox;
import org.zapigateway.inbox.InboxAddresses;
import org.zapigateway.webhook.Doors;

/** While the gateway cannot store, it says so by 503: never by 404, a reset, or a promise it may not keep. */
@Timeout(120)
class StartAndStopIT {
    private static final String PATH = "/webhooks/zapi";
    private static final String READINESS = "/actuator/health/readiness";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void fromTheFirstMomentOfThePortToTheLoadedRoutesTheAnswerIs503() {
        List<HttpResponse<String>> early = new ArrayList<>();
        List<HttpResponse<String>> readiness = new ArrayList<>();
        RunningGateway.Setup setup = RunningGateway.in(folder)
                .whenPortOpens(port -> {
                    early.add(RunningGateway.post(port, PATH, event("1")));
                    early.add(RunningGateway.post(port, PATH + "/sub/path", event("1")));
                })
                .listener(new BeforeRoutesAreLoaded(context -> {
                    Environment environment = context.getEnvironment();
                    early.add(RunningGateway.post(port(environment, "local.server.port"), PATH, event("1")));
                    readiness.add(RunningGateway.get(port(environment, "local.management.port"), READINESS));
                }));

        try (RunningGateway gateway = setup.start()) {
            assertThat(early).hasSize(3).allSatisfy(StartAndStopIT::assertUnavailable);
            assertThat(readiness).extracting(HttpResponse::statusCode).containsExactly(503);
            assertThat(gateway.bean(Inbox.class).stored()).isZero();
            assertThat(gateway.post(PATH, event("1")).statusCode()).isEqualTo(200);
            assertThat(RunningGateway.get(gateway.managementPort(), READINESS).statusCode())
                    .isEqualTo(200);
        }
    }

    /** Tomcat resolves the dots before it chooses filters; the route does not. */
    @Test
    void noPathLeadsAroundClosedDoors() throws Exception {
        try (RunningGateway gateway = RunningGateway.in(folder).start()) {
            gateway.bean(Doors.class).close();

            for (String path : List.of(PATH + "/%2e%2e/%2e%2e/x", PATH + "/../../x", PATH + "/./x")) {
                try (RawHttp http = RawHttp.connect(gateway.port())) {
                    assertThat(post(http, path, event("1")).status()).as(path).isEqualTo(503);
                }
            }
        }
    }

    @Test
    void whatIsInHandIsFinishedWhileNewRequestsAreRefused() throws Exception {
        byte[] body = event("1").getBytes(StandardCharsets.UTF_8);
        List<HttpResponse<String>> late = new ArrayList<>();
        List<RawHttp.Answer> inHand = new CopyOnWriteArrayList<>();
        StopProbe probe = new StopProbe();
        RunningGateway gateway = RunningGateway.in(folder)
                .with("zapi.webhook.body-timeout", "5m")
                .initializer(context -> context.registerBean("stopProbe", StopProbe.class, () -> probe))
                .start();
        try (RawHttp http = RawHttp.connect(gateway.port())) {
            http.send(
                    "POST " + PATH + " HTTP/1.1",
                    "host: x",
                    "content-type: application/json",
                    "content-length: " + body.length,
                    "");
            http.send(java.util.Arrays.copyOf(body, 10));
            int port = gateway.port();
            await().until(() ->
                    gateway.bean(CamelContext.class).getInflightRepository().size("receive-webhook") == 1);
            probe.whenStopping(() -> {
                late.add(RunningGateway.post(port, PATH, event("2")));
                CompletableFuture.runAsync(() -> finish(http, body, inHand));
            });

            gateway.close();

            await().until(() -> !inHand.isEmpty());
        }
        assertThat(late).singleElement().satisfies(StartAndStopIT::assertUnavailable);
        assertThat(inHand).singleElement().extracting(RawHttp.Answer::status).isEqualTo(200);
        try (RunningGateway again = RunningGateway.in(folder).start()) {
            again.post(PATH, event("1"));
            assertThat(again.bean(Inbox.class).repeated())
                    .as("it was stored before the stop")
                    .isOne();
        }
    }

    @Test
    void aGatewayThatIsStoppedBeforeItHasStartedDoesNotSayThatItTakesEvents() {
        CapturedLog log = new CapturedLog();
        RunningGateway.Setup setup = RunningGateway.in(folder)
                .initializer(context -> log.attach())
                .listener(new BeforeRoutesAreLoaded(
                        context -> context.getBean(Doors.class).close()));
        try (RunningGateway gateway = setup.start()) {
            assertThat(gateway.post(PATH, event("1")).statusCode()).isEqualTo(503);
        } finally {
            log.detach();
        }
        assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("takes events"));
    }

    /** Camel stops routes one after the other; by then all have ended what they worked on, side by side. */
    @Test
    void subscriptionsEndBeforeTheirRoutesAreStopped() {
        AtomicReference<ServiceStatus> route = new AtomicReference<>();
        StopProbe probe = new StopProbe();
        RunningGateway gateway = RunningGateway.in(folder)
                .route("ends-early", "jms:queue:ends-early")
                .initializer(context -> context.registerBean("stopProbe", StopProbe.class, () -> probe))
                .start();
        RouteController routes = gateway.bean(CamelContext.class).getRouteController();
        probe.whenStopping(() -> {
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("ends-early-lane")));
            route.set(routes.getRouteStatus("ends-early"));
        });

        gateway.close();

        assertThat(route).hasValue(ServiceStatus.Started);
    }

    @Test
    void atAStopNoConnectionIsTakenAndWhoeverHasOneIsToldThatItEnds() throws Exception {
        RunningGateway gateway = RunningGateway.in(folder)
                .with("zapi.webhook.drain-timeout", "5m")
                .start();
        CompletableFuture<Void> stop;
        try (RawHttp keptAlive = RawHttp.connect(gateway.port())) {
            assertThat(post(keptAlive, event("1")).header("connection")).isNull();
            int port = gateway.port();
            int managementPort = gateway.managementPort();

            stop = CompletableFuture.runAsync(gateway::close);

            await().atMost(PATIENCE).until(() -> isRefused(port));
            assertThat(RunningGateway.get(managementPort, READINESS).statusCode())
                    .isEqualTo(503);
            assertThat(RunningGateway.get(managementPort, "/actuator/health/liveness")
                            .statusCode())
                    .isEqualTo(200);
            RawHttp.Answer last = post(keptAlive, event("2"));
            assertThat(last.status()).isEqualTo(503);
            assertThat(last.header("retry-after")).isNotNull();
            assertThat(last.header("connection")).isEqualTo("close");
        }
        // It waits for connections, and not for the time to pass.
        stop.get(1, TimeUnit.MINUTES);
    }

    /** Nothing comes on it, so it cannot be told; but what is sent too late was not read either. */
    @Test
    void aConnectionThatIsIdleForLongerThanAStopWaitsIsClosedAndNothingOfItIsStored() throws Exception {
        try (RunningGateway gateway = RunningGateway.in(folder)
                        .with("zapi.webhook.drain-timeout", "1ms")
                        .start();
                RawHttp keptAlive = RawHttp.connect(gateway.port())) {
            assertThat(post(keptAlive, event("1")).status()).isEqualTo(200);

            gateway.close();

            assertThatThrownBy(() -> post(keptAlive, event("2"))).isInstanceOf(IOException.class);
        }
        try (RunningGateway again = RunningGateway.in(folder).start()) {
            again.post(PATH, event("2"));
            assertThat(again.bean(Inbox.class).repeated()).isZero();
            assertThat(again.bean(Inbox.class).stored()).isOne();
        }
    }

    @Test
    void withTooLittleDiskNothingIsAcceptedAndWithEnoughItIsAgain() throws Exception {
        try (RunningGateway full = RunningGateway.in(folder)
                .with("zapi.inbox.min-free-disk", "1000000TB")
                .start()) {
            assertUnavailable(full.post(PATH, event("1")));
            assertUnavailable(full.post(PATH, "no JSON"));
            assertHealthIsDown(full, "DISK_FULL");
            assertThat(full.depth(InboxAddresses.REJECTED)).isZero();
        }
        try (RunningGateway gateway = RunningGateway.in(folder).start()) {
            assertThat(gateway.post(PATH, event("1")).statusCode()).isEqualTo(200);
            assertThat(gateway.bean(Inbox.class).stored()).isOne();
        }
    }

    @Test
    void withItsBrokerStoppedTheEdgeAnswers503AndAcceptsAgainWhenItIsBack() throws Exception {
        try (RunningGateway gateway = RunningGateway.in(folder).start()) {
            EmbeddedBroker broker = gateway.bean(EmbeddedBroker.class);
            assertThat(gateway.post(PATH, event("1")).statusCode()).isEqualTo(200);
            assertThat(gateway.post(PATH, "no JSON").statusCode()).isEqualTo(400);

            broker.stop();

            assertUnavailable(gateway.post(PATH, event("2")));
            assertUnavailable(gateway.post(PATH, "no JSON"));
            assertHealthIsDown(gateway, "NOT_RUNNING");

            broker.start();

            await().until(() -> gateway.post(PATH, event("2")).statusCode() == 200);
            await().until(() -> gateway.post(PATH, "no JSON").statusCode() == 400);
            await().until(() -> gateway.depth(RunningGateway.QUEUE) == 2);
        }
    }

    @Test
    void aJournalThatFailsIsAnswered503AndTheGatewayGoesOnByItself() throws Exception {
        try (RunningGateway gateway = RunningGateway.in(folder).start()) {
            assertThat(gateway.post(PATH, event("1")).statusCode()).isEqualTo(200);
            // Else the delivery may be the one that meets the failing disk.
            await().until(() -> gateway.depth(RunningGateway.QUEUE) == 1);
            FailingDisk.beneath(gateway.bean(EmbeddedBroker.class)).failToWrite();

            assertUnavailable(gateway.post(PATH, event("2")));

            await().until(() -> gateway.post(PATH, event("2")).statusCode() == 200);
            assertThat(gateway.post(PATH, event("1")).statusCode()).isEqualTo(200);
            await().until(() -> gateway.depth(RunningGateway.QUEUE) == 2);
            assertThat(gateway.bean(Inbox.class).repeated()).isOne();
            assertThat(RunningGateway.get(gateway.managementPort(), "/actuator/health")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static int port(Environment environment, String property) {
        return environment.getRequiredProperty(property, Integer.class);
    }

    private static RawHttp.Answer post(RawHttp http, String event) throws IOException {
        return post(http, PATH, event);
    }

    private static RawHttp.Answer post(RawHttp http, String path, String event) throws IOException {
        byte[] body = event.getBytes(StandardCharsets.UTF_8);
        return http.send(
                        "POST " + path + " HTTP/1.1",
                        "host: x",
                        "content-type: application/json",
                        "content-length: " + body.length,
                        "")
                .send(body)
                .answer();
    }

    private static boolean isRefused(int port) throws IOException {
        try (RawHttp connected = RawHttp.connect(port)) {
            return false;
        } catch (ConnectException refused) {
            return true;
        }
    }

    private static void finish(RawHttp http, byte[] body, List<RawHttp.Answer> answers) {
        try {
            answers.add(http.send(java.util.Arrays.copyOfRange(body, 10, body.length))
                    .answer());
        } catch (IOException e) {
            answers.add(new RawHttp.Answer(0, java.util.Map.of(), e.toString()));
        }
    }

    private static String event(String messageId) {
        return Payloads.text("A", messageId);
    }

    private static void assertHealthIsDown(RunningGateway gateway, String reason) {
        HttpResponse<String> health = RunningGateway.get(gateway.managementPort(), "/actuator/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("\"reason\":\"" + reason + "\"");
        assertThat(RunningGateway.get(gateway.managementPort(), "/actuator/health/readiness")
                        .statusCode())
                .isEqualTo(503);
        assertThat(RunningGateway.get(gateway.managementPort(), "/actuator/subscriptions")
                        .statusCode())
                .isEqualTo(200);
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).get().asString().matches("[1-9]\\d*");
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("urn:zapi-gateway:problem:unavailable");
    }

    /** Runs before the gateway's own listener, which loads the routes. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    private record BeforeRoutesAreLoaded(Consumer<ApplicationContext> action)
            implements ApplicationListener<ApplicationStartedEvent> {
        @Override
        public void onApplicationEvent(ApplicationStartedEvent event) {
            action.accept(event.getApplicationContext());
        }
    }

    /** Is stopped first of all, after the stop was announced. */
    private static final class StopProbe implements SmartLifecycle {
        private volatile Runnable action = () -> {};
        private volatile boolean running;

        void whenStopping(Runnable whenStopping) {
            action = whenStopping;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            action.run();
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
