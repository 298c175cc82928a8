package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zapigateway.CapturedLog;
import org.zapigateway.FreePort;
import org.zapigateway.RunningGateway;
import org.zapigateway.inbox.EmbeddedBroker;

/** A route that begins with a queue: what it does with its messages when its target is away, or refuses one. */
class OutageRetriesIT {
    private static final List<String> MESSAGES = List.of("one", "two", "three");

    @TempDir
    Path folder;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final CapturedLog log = new CapturedLog();
    private int port;
    private HttpServer service;

    @BeforeEach
    void choosePort() throws IOException {
        port = FreePort.find();
    }

    @AfterEach
    void close() {
        log.detach();
        if (service != null) {
            service.stop(0);
        }
    }

    /** The embedded broker gives up after ten attempts, which follow each other at once. */
    @ParameterizedTest
    @ValueSource(strings = {"direct", "indirect"})
    void anOutageIsWaitedOutInOrder(String way) throws Exception {
        try (RunningGateway gateway = gateway(way.equals("direct") ? callsService() : callsServiceBehindDirect())) {
            send(gateway);
            await().until(() -> said("route replies: waits for its target"));
            assertThat(received).isEmpty();

            serve(200);

            await().untilAsserted(() -> assertThat(received).containsExactlyElementsOf(MESSAGES));
            await().until(() -> said("route replies: continues"));
            assertThat(gateway.depth("DLQ")).isZero();
        }
        assertThat(log.lines())
                .anyMatch(line -> line.contains("waits for its target") && line.contains(".camel.yaml:"));
    }

    /** With all its messages, which are there at the next start. */
    @ParameterizedTest
    @ValueSource(strings = {"direct", "indirect"})
    void aRouteThatWaitsCanBeStopped(String way) throws Exception {
        String route = way.equals("direct") ? callsService() : callsServiceBehindDirect();
        try (RunningGateway gateway = gateway(route)) {
            send(gateway);
            await().until(() -> said("waits for its target"));

            gateway.bean(CamelContext.class).getRouteController().stopRoute("replies");

            await().until(() -> gateway.depth("replies") == MESSAGES.size());
            assertThat(log.lines()).noneMatch(line -> line.contains("Timeout occurred"));
            gateway.bean(CamelContext.class).getRouteController().startRoute("replies");
            serve(200);
            await().untilAsserted(() -> assertThat(received).containsExactlyElementsOf(MESSAGES));
        }
    }

    /** It is tried as often as its broker says, and put aside there. */
    @Test
    void aMessageThatIsToBlameHoldsUpNobody() throws Exception {
        serve(422);
        try (RunningGateway gateway = gateway(callsService())) {
            send(gateway);

            await().until(() -> gateway.depth("DLQ") == MESSAGES.size());
        }
        assertThat(log.lines())
                .anyMatch(line -> line.contains("HTTP 422") && line.contains("replies.camel.yaml:"))
                .noneMatch(line -> line.contains("waits for its target"));
    }

    /** What a file says of a failure goes before. */
    @Test
    void aFallbackOfTheFileIsTakenAtOnce() throws Exception {
        try (RunningGateway gateway = gateway(
                """
                - route:
                    id: replies
                    description: Posts the replies of a queue, or keeps them
                    from:
                      uri: jms:queue:replies
                      parameters:
                        transacted: true
                      steps:
                        - doTry:
                            steps:
                              - to: "http://127.0.0.1:%d/send"
                            doCatch:
                              - exception: [java.io.IOException]
                                steps:
                                  - to: jms:queue:kept
                """
                        .formatted(port))) {
            send(gateway);

            await().until(() -> gateway.depth("kept") == MESSAGES.size());
        }
    }

    private RunningGateway gateway(String route) {
        RunningGateway gateway =
                RunningGateway.in(folder).routeFile("replies", route).start();
        log.attach();
        return gateway;
    }

    private String callsService() {
        return """
                - route:
                    id: replies
                    description: Posts the replies of a queue
                    from:
                      uri: jms:queue:replies
                      parameters:
                        transacted: true
                      steps:
                        - to: "http://127.0.0.1:%d/send"
                """
                .formatted(port);
    }

    private String callsServiceBehindDirect() {
        return """
                - route:
                    id: replies
                    description: Has the replies of a queue posted
                    from:
                      uri: jms:queue:replies
                      parameters:
                        transacted: true
                      steps:
                        - to: direct:send
                - route:
                    id: send
                    description: Posts
                    from:
                      uri: direct:send
                      steps:
                        - to: "http://127.0.0.1:%d/send"
                """
                .formatted(port);
    }

    private static void send(RunningGateway gateway) throws Exception {
        try (Connection connection =
                        gateway.bean(EmbeddedBroker.class).connectionFactory().createConnection();
                Session session = connection.createSession()) {
            MessageProducer producer = session.createProducer(session.createQueue("replies"));
            for (String message : MESSAGES) {
                producer.send(session.createTextMessage(message));
            }
        }
    }

    private void serve(int status) throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        service.createContext("/", exchange -> answer(exchange, status));
        service.start();
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private boolean said(String text) {
        return log.lines().stream().anyMatch(line -> line.contains(text));
    }
}
