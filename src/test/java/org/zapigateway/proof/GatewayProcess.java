package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.zapigateway.ConfigurationOfTests;
import org.zapigateway.FreePort;

/**
 * The gateway as an operator runs it, a process of its own. It keeps its ports and its data directory when it is started
 * again. Its output is in {@link #log()}, which every failure names.
 */
final class GatewayProcess implements AutoCloseable {
    static final String INSTANCE = "3E0PROOF0000000000000000000000A1";
    static final String TOKEN = "F1E2D3C4B5A6978812345678";

    private static final Path JAR = Path.of("target", "zapi-gateway.jar").toAbsolutePath();
    private static final Path ROUTES = Path.of("routes").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LAST_LINES = 30;
    private static final Pattern REFUSALS =
            Pattern.compile("(?m)^zapi_requests_refused_total\\{[^}]*reason=\"([^\"]+)\"[^}]*} (\\S+)$");

    private final Path directory;
    private final Map<String, String> settings = new TreeMap<>();
    private final int httpPort = FreePort.find();
    private final int operationsPort = FreePort.find();
    private final int brokerPort = FreePort.find();
    private String java = javaOf(Path.of(System.getProperty("java.home")));
    private boolean packed;
    private String heap = "";
    private Process process;
    private int starts;

    /**
     * Prepares a gateway; nothing runs yet.
     *
     * @param directory for its data and its output
     */
    GatewayProcess(Path directory) {
        this.directory = directory;
        settings.put("server.port", String.valueOf(httpPort));
        settings.put("management.server.port", String.valueOf(operationsPort));
        settings.put("zapi.broker.acceptor", brokerUrl());
        settings.put("zapi.data-dir", dataDirectory().toString());
        settings.put("zapi.routes.directory", ROUTES.toString());
        instance(INSTANCE, TOKEN);
    }

    GatewayProcess with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** The one instance whose webhooks are taken. */
    GatewayProcess instance(String id, String token) {
        return with("zapi.instances[0].id", id).with("zapi.instances[0].token", token);
    }

    /** Runs by {@code java -jar}, on that JDK instead of the one of this test. */
    GatewayProcess on(Path javaHome) {
        java = javaOf(javaHome);
        return packed();
    }

    /** Runs by {@code java -jar}, with the launcher that reads {@code lib/}, and not as {@code ./zapi} does. */
    GatewayProcess packed() {
        packed = true;
        return this;
    }

    /** With that much heap at most, as {@code -Xmx} takes it. */
    GatewayProcess heap(String most) {
        heap = " -Xmx" + most;
        return this;
    }

    /** Starts the process; it takes no events yet. */
    GatewayProcess start() {
        starts++;
        List<String> command = new ArrayList<>(List.of(java));
        String options = (System.getProperty("test.jvm", "") + heap).strip();
        if (!options.isEmpty()) {
            command.addAll(List.of(options.split(" ")));
        }
        command.addAll(
                packed
                        ? List.of("-jar", JAR.toString())
                        : UnpackedJar.of(JAR, java).arguments());
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        try {
            process = ConfigurationOfTests.process(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Process started = process;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        return this;
    }

    /** Waits until the edge takes events. */
    GatewayProcess awaitReady() {
        await("readiness of the gateway, see " + log())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast(this::requireAlive)
                .ignoreExceptions()
                .until(this::isReady);
        return this;
    }

    /** With the end of its output, which is gone with the directory of the test. */
    private void requireAlive() throws IOException {
        if (!process.isAlive()) {
            List<String> lines = Files.readAllLines(log());
            List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
            throw new AssertionError("the gateway ended, see " + log() + ":\n" + String.join("\n", last));
        }
    }

    private boolean isReady() throws IOException {
        return health("/readiness") == 200;
    }

    /** The status of its health as a whole. */
    int health() throws IOException {
        return health("");
    }

    /**
     * How many requests it has refused since its start, by reason, for whoever reads the output of a proof; the reasons
     * that did not occur are left out.
     */
    String refusalsByReason() {
        URI metrics = URI.create("http://127.0.0.1:" + operationsPort + "/actuator/prometheus");
        try (InputStream in = metrics.toURL().openStream()) {
            Map<String, Long> refusals = new TreeMap<>();
            REFUSALS.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .forEach(line -> refusals.put(line.group(1), (long) Double.parseDouble(line.group(2))));
            refusals.values().removeIf(count -> count == 0);
            return "refused since its start " + refusals;
        } catch (IOException e) {
            return "refused since its start: not told, the operations port does not answer";
        }
    }

    /** Waits until the ledger of each subscription comes out even, and returns them. */
    String awaitBalancedLedgers() {
        List<String> ledgers = new ArrayList<>();
        await("ledgers that come out even, see " + log()).atMost(PATIENCE).untilAsserted(() -> {
            ledgers.clear();
            for (JsonNode subscription : subscriptions()) {
                assertThat(subscription.at("/ledger/balanced").asBoolean())
                        .as("%s", subscription)
                        .isTrue();
                ledgers.add(subscription.path("name").asText() + " " + subscription.path("ledger"));
            }
        });
        return String.join("\n", ledgers);
    }

    private JsonNode subscriptions() throws IOException {
        URL url = new URL("http://127.0.0.1:" + operationsPort + "/actuator/subscriptions");
        return new JsonMapper().readTree(url).path("subscriptions");
    }

    private int health(String group) throws IOException {
        URL url = new URL("http://127.0.0.1:" + operationsPort + "/actuator/health" + group);
        return ((HttpURLConnection) url.openConnection()).getResponseCode();
    }

    /**
     * Limits from now on how long the files are that the running process can write, which takes {@code prlimit} of
     * util-linux. It is the limit that can be lifted again.
     *
     * @param bytes a number, or {@code unlimited}
     */
    void limitFileSize(String bytes) throws IOException, InterruptedException {
        List<String> command = List.of("prlimit", "--pid", String.valueOf(process.pid()), "--fsize=" + bytes + ":");
        Process limiting = new ProcessBuilder(command).inheritIO().start();
        if (limiting.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    /** Waits until the port takes connections, which is before the edge takes events. */
    void awaitPort() {
        await("the port of the gateway, see " + log())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .failFast(this::requireAlive)
                .until(this::takesConnections);
    }

    /** {@code kill -9}. Returns when the process is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks the process to end, as {@code kill} and service managers do. */
    void terminate() {
        process.destroy();
    }

    /** Returns when the process is gone. */
    void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the gateway does not end, see " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks the process to end and waits until it is gone. */
    void stop() {
        terminate();
        awaitEnd();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    int httpPort() {
        return httpPort;
    }

    int operationsPort() {
        return operationsPort;
    }

    String brokerUrl() {
        return "tcp://127.0.0.1:" + brokerPort;
    }

    Path dataDirectory() {
        return directory.resolve("data");
    }

    /** The output of the newest start. */
    Path log() {
        return directory.resolve("gateway-" + starts + ".log");
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    private boolean takesConnections() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", httpPort), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String javaOf(Path home) {
        Path executable = home.resolve("bin").resolve("java");
        if (!Files.isExecutable(executable)) {
            throw new IllegalArgumentException(home + " is no JDK");
        }
        return executable.toString();
    }
}
