package org.zapigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The consumer of {@code docs/clients} that needs nothing but Java, run as its page says. */
class ClientsIT {
    private static final Path CONSUMER = Path.of("docs/clients/Consumer.java");

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void theJavaConsumerPrintsWhatSomebodyWrote() throws Exception {
        int port = FreePort.find();
        try (RunningGateway gateway = RunningGateway.in(folder)
                .with("zapi.broker.acceptor", "tcp://127.0.0.1:" + port)
                .route("published", "jms:queue:whatsapp.message.received")
                .start()) {
            gateway.post("/webhooks/zapi", Files.readString(Path.of("samples/received-text.json")));

            Process consumer = run("amqp://127.0.0.1:" + port);
            try (BufferedReader printed = consumer.inputReader(StandardCharsets.UTF_8)) {
                assertThat(printed.readLine())
                        .isEqualTo("5500940002001 Marina Prado text Bom dia! O pedido 4711 já saiu para entrega? 🙂");
            } finally {
                consumer.destroyForcibly().waitFor();
            }
        }
    }

    private static Process run(String broker) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CONSUMER.toString(),
                        broker)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
