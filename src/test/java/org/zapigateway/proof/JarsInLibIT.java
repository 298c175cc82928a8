package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import org.zapigateway.ConfigurationOfTests;

/** Jars in {@code lib/} are on the class path without a rebuild, however the gateway is started. */
class JarsInLibIT {
    private static final Path JAR = Path.of("target", "zapi-gateway.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String QUICK = "-XX:TieredStopAtLevel=1";
    private static final String ROUTE =
            """
            - route:
                id: parrot
                description: A component from lib/ changes the body
                from:
                  uri: zapi:events
                  steps:
                    - to: parrot:lora
                    - to: jms:queue:spoken
            """;

    @TempDir
    Path directory;

    @TempDir
    Path work;

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/parrot.camel.yaml"), ROUTE);
        Files.writeString(directory.resolve("application.yml"), "zapi.routes.additional-components: parrot\n");
    }

    @Test
    void aRouteUsesAComponentAndTheDatabaseADriverFromThere() throws Exception {
        ExtensionJars.buildInto(directory.resolve("lib"), work);
        String store = "store-in-database.camel.yaml";
        Files.copy(Path.of("routes", store), directory.resolve("routes").resolve(store));
        FileSystemUtils.copyRecursively(Path.of("routes/sql"), directory.resolve("routes/sql"));
        Payloads payloads = new Payloads(7);
        PostLedger ledger = new PostLedger();
        try (GatewayProcess gateway = new GatewayProcess(directory).packed()) {
            Path database = gateway.dataDirectory().resolve("database/zapi");
            gateway.with("zapi.routes.directory", directory.resolve("routes").toString())
                    .with("spring.datasource.url", "jdbc:wrapped:h2:file:" + database + ";WRITE_DELAY=0")
                    .with("spring.datasource.username", "sa")
                    .with("spring.datasource.driver-class-name", "extension.WrappingDriver")
                    .with("zapi.database.dialect", "h2")
                    .start()
                    .awaitReady();

            Delivery.postAll(gateway.httpPort(), List.of(Delivery.upgrading(payloads.text())), ledger);

            assertThat(received(gateway.brokerUrl(), "spoken")).isEqualTo("lora");
            EventTable table = EventTable.h2(gateway.dataDirectory());
            await("the row").atMost(PATIENCE).ignoreExceptions().until(() -> !table.rowsSoFar()
                    .isEmpty());
            gateway.stop();
            assertThat(table.rows())
                    .extracting(EventTable.Row::eventId)
                    .containsExactlyElementsOf(ledger.acceptedIds());
        }
    }

    @Test
    void theCheckSeesThem() throws Exception {
        ExtensionJars.buildInto(directory.resolve("lib"), work);

        requireGood(List.of(JAVA, QUICK, "-jar", JAR.toString(), "check"));
        assertThat(directory.resolve("data"))
                .as("a check needs no data directory")
                .doesNotExist();
    }

    /** The commands are the Dockerfile's own; only the base image is missing, whose Java may be newer than all here. */
    @Test
    void theImageSeesThem() throws Exception {
        String java = NewestJdk.find()
                .map(home -> home.resolve("bin/java").toString())
                .orElse(JAVA);
        String dockerfile = Files.readString(Path.of("Dockerfile")).replace("\\\n", "");
        String extract =
                only("(?m)^RUN java (-Djarmode.*)$", dockerfile).replace("target/zapi-gateway.jar", JAR.toString());
        run(work, Stream.concat(Stream.of(JAVA), Stream.of(extract.split(" "))).toList());
        Matcher copied = Pattern.compile("--from=build /build/(\\S+) \\./").matcher(dockerfile);
        while (copied.find()) {
            FileSystemUtils.copyRecursively(work.resolve(copied.group(1)), directory);
        }
        String rehearsal = only("(?m)^RUN (java -XX:ArchiveClassesAtExit.*)$", dockerfile)
                .replaceFirst("^java", java + " " + QUICK)
                .replace("/tmp/rehearsal", work.resolve("rehearsal").toString());
        run(directory, List.of("sh", "-c", rehearsal));
        assertThat(work.resolve("rehearsal")).doesNotExist();
        assertThat(directory.resolve("zapi-gateway.jsa")).isNotEmptyFile();
        List<String> start = new ArrayList<>(
                List.of(new ObjectMapper().readValue(only("(?m)^ENTRYPOINT (.*)$", dockerfile), String[].class)));
        start.set(0, java);
        start.add(1, "-XX:+IgnoreUnrecognizedVMOptions");
        start.add("check");

        ExtensionJars.buildInto(directory.resolve("lib"), Files.createDirectory(work.resolve("extension")));

        requireGood(start);
    }

    /** Without Maven, which would compile into the directory that this test runs from. */
    @Test
    void theMavenPluginSeesThem() throws Exception {
        ExtensionJars.buildInto(directory.resolve("lib"), work);
        String element = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new File("pom.xml"))
                .getElementsByTagName("additionalClasspathElement")
                .item(0)
                .getTextContent()
                .replace("${project.basedir}", directory.toString());
        String classPath = element + File.pathSeparator + System.getProperty("java.class.path");

        requireGood(List.of(JAVA, QUICK, "-cp", classPath, "org.zapigateway.ZapiGateway", "check"));
    }

    private void requireGood(List<String> check) throws Exception {
        assertThat(run(directory, check)).isEqualToIgnoringNewLines("-- 1 file, 0 refused, 0 warnings");
    }

    private static String received(String brokerUrl, String queue) {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(brokerUrl);
                JMSContext context = factory.createContext()) {
            return context.createConsumer(context.createQueue(queue)).receiveBody(String.class, PATIENCE.toMillis());
        }
    }

    private static String only(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static String run(Path directory, List<String> command) throws Exception {
        Process process = ConfigurationOfTests.process(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }
}
