package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an erase ends that could not do all that was counted; a running gateway cannot be brought to that at will. */
class PrivacyEraseTest {
    private static final String ADDRESSES = "{\"addresses\":[\"5511988887777\"]}\n";
    private static final String DONE = "{\"done\":true}\n";
    private static final String COUNTED = ADDRESSES + "{\"place\":\"deadletters/crm\",\"found\":3}\n" + DONE;

    private final Queue<String> answers = new ArrayDeque<>();
    private final SpokenTerminal terminal = new SpokenTerminal();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatLeftMeanwhileIsToldAndTheVerbFails() {
        answers.add(COUNTED);
        answers.add(ADDRESSES
                + "{\"place\":\"deadletters/crm\",\"found\":3,\"erased\":1}\n"
                + "{\"place\":\"whatsapp_event\",\"found\":4,\"erased\":4}\n"
                + DONE);

        assertThat(erase()).isEqualTo(1);
        assertThat(terminal.outLines())
                .anyMatch(line -> line.matches(" +deadletters/crm +3 found +1 erased"))
                .anyMatch(line -> line.matches(" +whatsapp_event +4 found +4 erased"));
        assertThat(terminal.err()).contains("2 left meanwhile", "erase again");
    }

    @Test
    void anAnswerThatBreaksOffIsNoSuccess() {
        answers.add(COUNTED);
        answers.add(ADDRESSES + "{\"place\":\"deadletters/crm\",\"found\":3,\"erased\":3}\n");

        assertThat(erase()).isEqualTo(1);
        assertThat(terminal.err()).contains("broke off", "try again");
    }

    @Test
    void whatWaitsInSubscriptionsIsSaidAndIsNoFailure() {
        answers.add(COUNTED);
        answers.add(ADDRESSES
                + "{\"place\":\"deadletters/crm\",\"found\":3,\"erased\":3}\n"
                + "{\"place\":\"subscriptions/crm\",\"found\":2,\"unseen\":1}\n"
                + DONE);

        assertThat(erase()).isZero();
        assertThat(terminal.out()).contains("2 found, and 1 being delivered", "erase again");
    }

    private int erase() {
        return terminal.execute(
                "privacy",
                "erase",
                "--phone",
                "5511988887777",
                "--reason",
                "request 4711",
                "--yes",
                "--operations",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = answers.remove().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
