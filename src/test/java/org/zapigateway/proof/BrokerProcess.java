package org.zapigateway.proof;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.zapigateway.FreePort;
import org.zapigateway.subscription.CompanyServer;

/** The company's Artemis in a process of its own, so that it can be killed. It keeps its port and its journal. */
final class BrokerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final int port = FreePort.find();
    private Process process;

    BrokerProcess(Path directory) {
        this.directory = directory;
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Returns when it takes connections. */
    BrokerProcess start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        url(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolveSibling("broker.log").toFile())
                .start();
        Process started = process;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        await("the company's broker").atMost(PATIENCE).ignoreExceptions().until(() -> {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
            }
        });
        return this;
    }

    /** {@code kill -9}. Returns when the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** The process itself; its arguments are its address and the directory of its journal. */
    public static void main(String[] args) throws Exception {
        ActiveMQServerImpl server = new ActiveMQServerImpl(CompanyServer.configuration(Path.of(args[1]), args[0]));
        server.start();
        server.waitForActivation(1, TimeUnit.MINUTES);
    }
}
