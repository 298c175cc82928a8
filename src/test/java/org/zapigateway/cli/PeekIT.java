package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.zapigateway.FreePort;
import org.zapigateway.inbox.BrokerSettings;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.GatewayLogin;
import org.zapigateway.inbox.InboxSettings;

/** Looks into queues of the embedded broker as a person would: over TCP. */
class PeekIT {
    @TempDir
    private static Path directory;

    private static EmbeddedBroker open;
    private static EmbeddedBroker guarded;

    private final SpokenTerminal terminal = new SpokenTerminal();

    @BeforeAll
    static void startBrokers() throws Exception {
        open = start("open", null, null);
        guarded = start("guarded", "crm", "right");
    }

    @AfterEach
    void forgetSettings() {
        System.clearProperty("spring.config.additional-location");
    }

    @AfterAll
    static void stopBrokers() throws Exception {
        open.stop();
        guarded.stop();
    }

    @Test
    void showsWhatIsInTheQueueInItsOrderAndLeavesItThere() {
        send(open, "full", "{\"id\":\"e1\"}", "{\"id\":\"e2\"}");

        assertThat(peek(open, "full")).isZero();
        assertThat(terminal.outLines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("-- message\\.received  id-0  direct chat  put in \\S+Z"),
                        line -> assertThat(line).isEqualTo("{"),
                        line -> assertThat(line).isEqualTo("  \"id\": \"e1\""),
                        line -> assertThat(line).isEqualTo("}"),
                        line -> assertThat(line).isEmpty(),
                        line -> assertThat(line).startsWith("-- message.received  id-1"),
                        line -> assertThat(line).isEqualTo("{"),
                        line -> assertThat(line).isEqualTo("  \"id\": \"e2\""),
                        line -> assertThat(line).isEqualTo("}"),
                        line -> assertThat(line).isEmpty(),
                        line -> assertThat(line).isEqualTo("-- 2 messages in 'full' on " + open.acceptor()));
        assertThat(receiveAll("full")).isEqualTo(2);
    }

    @Test
    void writesOneEventPerLineForPrograms() {
        send(open, "lines", "{\"id\": \"e1\"}", "{\"id\": \"e2\"}", "{\"id\": \"e3\"}");

        assertThat(peek(open, "lines", "--json", "--count", "2")).isZero();
        assertThat(terminal.outLines()).containsExactly("{\"id\":\"e1\"}", "{\"id\":\"e2\"}");
        assertThat(terminal.err())
                .contains("2 of about 3 messages in 'lines' on " + open.acceptor() + "; --count shows more");
    }

    @Test
    void showsAnEventThatArtemisKeepsInAFileOfItsOwn() {
        String text = "x".repeat(300_000);
        send(open, "large", "{\"text\":\"" + text + "\"}");

        assertThat(peek(open, "large", "--json")).isZero();
        assertThat(terminal.out()).contains(text);
    }

    @Test
    void saysWhatAMessageIsThatIsNoText() {
        sendEach(
                "others",
                context -> bytes(context, 1_234),
                // Artemis keeps it in a file of its own, and the client would read it from there.
                context -> bytes(context, 300_000),
                context -> map(context, "orders"),
                context -> context.createStreamMessage(),
                context -> context.createObjectMessage(new Trap()),
                JMSContext::createMessage,
                JMSContext::createTextMessage);

        assertThat(peek(open, "others")).isZero();
        assertThat(terminal.outLines())
                .filteredOn(line -> line.startsWith("("))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("(no text message: bytes message, 1,234 bytes)"),
                        line -> assertThat(line).isEqualTo("(no text message: bytes message, 300,000 bytes)"),
                        line -> assertThat(line).matches("\\(no text message: map message, \\d+ bytes\\)"),
                        line -> assertThat(line).isEqualTo("(no text message: stream message, 0 bytes)"),
                        line -> assertThat(line).matches("\\(no text message: object message, \\d+ bytes\\)"),
                        line -> assertThat(line).isEqualTo("(no text message: message without a body)"),
                        line -> assertThat(line).isEqualTo("(a text message without a text)"));
        assertThat(Trap.SPRUNG).isFalse();

        SpokenTerminal lines = new SpokenTerminal();
        assertThat(lines.execute("peek", "others", "--broker", open.acceptor(), "--json"))
                .isZero();
        assertThat(lines.outLines()).hasSize(7).containsOnly("null");
    }

    @Test
    void saysThatAQueueIsEmpty() {
        send(open, "emptied", "{}");
        assertThat(receiveAll("emptied")).isEqualTo(1);

        assertThat(peek(open, "emptied")).isZero();
        assertThat(terminal.outLines()).containsExactly("queue 'emptied' on " + open.acceptor() + " is empty");
    }

    @Test
    void saysThatThereIsNoSuchQueueAndMakesNone() {
        assertThat(peek(open, "mispelt")).isEqualTo(1);

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).contains("there is no queue 'mispelt'");
        assertThat(open.server().locateQueue(SimpleString.of("mispelt"))).isNull();
        assertThat(open.server().getAddressInfo(SimpleString.of("mispelt"))).isNull();
    }

    @Test
    void doesNotShowTheGatewaysOwnQueues() {
        assertThat(peek(open, "zapi.unrouted")).isEqualTo(1);

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).contains("'zapi.unrouted'", "the gateway's own");
    }

    @Test
    void showsAQueueToItsUser() {
        send(guarded, "orders", "{\"id\":\"e1\"}");

        assertThat(peek(guarded, "orders", "--json", "--user", "crm", "--password=right"))
                .isZero();
        assertThat(terminal.outLines()).containsExactly("{\"id\":\"e1\"}");
    }

    @Test
    void namesTheRemedyWhenTheUserIsRefused() {
        assertThat(peek(guarded, "orders", "--user", "crm", "--password=wr0ng")).isEqualTo(1);

        assertThat(terminal.err())
                .contains("refuses user 'crm'; check --user and --password", "zapi.broker.password")
                .doesNotContain("wr0ng");
    }

    @Test
    void theGatewaysOwnBrokerIsFoundByTheSettings(@TempDir Path here) throws Exception {
        send(guarded, "found", "{\"id\":\"e1\"}");
        configure(
                here,
                """
                zapi.broker: {acceptor: "tcp://0.0.0.0:%d", user: crm, password: right}
                spring.artemis: {broker-url: "", user: nobody, password: wr0ng}
                """
                        .formatted(port(guarded)));

        assertThat(terminal.execute("peek", "found")).as(terminal.err()).isZero();
        assertThat(terminal.out()).contains("-- 1 message in 'found' on " + guarded.acceptor());
    }

    /** The gateway sends there; its own broker has the inbox only, and no acceptor. */
    @Test
    void aBrokerOfTheCompanysOwnIsFoundByTheSettings(@TempDir Path here) throws Exception {
        send(guarded, "sent", "{\"id\":\"e1\"}");
        configure(
                here,
                """
                spring.artemis: {broker-url: "%s?keyStorePassword=s3cret", user: crm, password: right}
                zapi.broker: {acceptor: "%s"}
                """
                        .formatted(guarded.acceptor(), open.acceptor()));

        assertThat(terminal.execute("peek", "sent", "--json"))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.outLines()).containsExactly("{\"id\":\"e1\"}");
        assertThat(terminal.err())
                .contains("-- 1 message in 'sent' on " + guarded.acceptor())
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.artemis.broker-url", "zapi.broker.acceptor"})
    void whatIsConfiguredIsNotSentToABrokerThatIsNamed(String key, @TempDir Path here) throws Exception {
        configure(
                here,
                """
                %s: tcp://127.0.0.1:%d
                %s: {user: crm, password: right}
                """
                        .formatted(key, FreePort.find(), key.substring(0, key.lastIndexOf('.'))));

        assertThat(peek(guarded, "orders")).isEqualTo(1);
        assertThat(terminal.err()).contains("refuses a client without a user", "--user and --password");
    }

    @Test
    void whoeverIsNamedLogsInAtTheConfiguredBroker(@TempDir Path here) throws Exception {
        send(guarded, "named", "{}");
        configure(
                here,
                "spring.artemis: {broker-url: \"%s\", user: other, password: wr0ng}".formatted(guarded.acceptor()));

        assertThat(terminal.execute("peek", "named", "--user=crm", "--password=right"))
                .as(terminal.err())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spring.artemis.broker-url | spring.artemis.user and spring.artemis.password",
                "zapi.broker.acceptor      | zapi.broker.user and zapi.broker.password"
            })
    void namesTheSettingsWhenTheirUserIsRefused(String key, String wrong, @TempDir Path here) throws Exception {
        configure(
                here,
                """
                %s: %s
                %s: {user: crm, password: "${NOT_IN_THIS_SHELL}"}
                """
                        .formatted(key, guarded.acceptor(), key.substring(0, key.lastIndexOf('.'))));

        assertThat(terminal.execute("peek", "orders")).isEqualTo(1);
        assertThat(terminal.err())
                .contains(
                        "the broker at " + guarded.acceptor() + " refuses user 'crm'; check " + wrong,
                        "--user and --password")
                .doesNotContain("NOT_IN_THIS_SHELL");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,     127.0.0.1",
        "[::],        [::1]",
        "[0:0::0],    [::1]",
        "127.0.0.2,   127.0.0.2",
        "[::1],       [::1]",
        "localhost,   localhost"
    })
    void theGatewaysOwnBrokerIsAskedWhereItCanBe(String host, String asked, @TempDir Path here) throws Exception {
        int port = FreePort.find();
        configure(here, "zapi.broker: {acceptor: \"tcp://%s:%d\", user: crm, password: right}".formatted(host, port));

        assertThat(terminal.execute("peek", "orders")).isEqualTo(1);
        assertThat(terminal.err())
                .contains("no broker answers at tcp://" + asked + ":" + port, "zapi.broker.acceptor", "--broker");
    }

    @Test
    void saysWhichSettingNamesTheBrokerThatDoesNotAnswer(@TempDir Path here) throws Exception {
        String away = "tcp://127.0.0.1:" + FreePort.find();
        configure(here, "spring.artemis.broker-url: " + away.replace("//", "//gateway:s3cret@"));

        assertThat(terminal.execute("peek", "orders")).isEqualTo(1);
        assertThat(terminal.err())
                .contains("no broker answers at " + away, "spring.artemis.broker-url")
                .doesNotContain("s3cret", "zapi.broker");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zapi.broker.acceptor: ''                     | zapi.broker.acceptor is empty",
                "zapi.broker.acceptor: tcp://127.0.0.1:0      | zapi.broker.acceptor is 'tcp://127.0.0.1:0'",
                "zapi.broker.acceptor: nonsense               | zapi.broker.acceptor is 'nonsense'",
                "spring.artemis.broker-url: nonsense          | spring.artemis.broker-url 'nonsense' is no address"
            })
    void settingsThatNameNoBrokerAreToldWithTheWayOut(String settings, String why, @TempDir Path here)
            throws Exception {
        configure(here, settings);

        assertThat(terminal.execute("peek", "orders")).isEqualTo(1);
        assertThat(terminal.err()).contains(why, "--broker");

        assertThat(peek(open, "DLQ")).as("with --broker they are not read").isZero();
    }

    @Test
    void asksForAUserWhereOneIsNeeded() {
        assertThat(peek(guarded, "orders")).isEqualTo(1);

        assertThat(terminal.err()).contains("a client without a user", "--user and --password");
    }

    @Test
    void namesTheRemedyWhenNoBrokerAnswers() throws Exception {
        String away = "tcp://127.0.0.1:" + FreePort.find();

        assertThat(terminal.execute("peek", "orders", "--broker", away + "?keyStorePassword=s3cret"))
                .isEqualTo(1);
        assertThat(terminal.err())
                .contains("no broker answers at " + away, "is it running", "Without --broker")
                .doesNotContain("s3cret");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThat(terminal.execute("peek", "orders", "--broker", "localhost:61616"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("--broker 'localhost:61616'", "tcp://127.0.0.1:61616");

        assertThat(terminal.execute("peek", "orders", "--broker", "crm:s3cret@localhost:61616"))
                .isEqualTo(1);
        assertThat(terminal.err()).doesNotContain("s3cret");
    }

    private static void configure(Path directory, String settings) throws Exception {
        Files.writeString(directory.resolve("application.yml"), settings);
        System.setProperty("spring.config.additional-location", directory + "/");
    }

    private static int port(EmbeddedBroker broker) {
        return URI.create(broker.acceptor()).getPort();
    }

    private int peek(EmbeddedBroker broker, String queue, String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "peek";
        arguments[1] = queue;
        arguments[2] = "--broker";
        arguments[3] = broker.acceptor();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return terminal.execute(arguments);
    }

    @SafeVarargs
    private static void sendEach(String queue, Function<JMSContext, Message>... messages) {
        try (JMSContext context = GatewayLogin.of(open).createContext()) {
            for (Function<JMSContext, Message> message : messages) {
                context.createProducer().send(context.createQueue(queue), message.apply(context));
            }
        }
        await().until(() -> open.server().locateQueue(queue).getMessageCount() == messages.length);
    }

    private static Message bytes(JMSContext context, int size) {
        try {
            BytesMessage message = context.createBytesMessage();
            message.writeBytes(new byte[size]);
            return message;
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Message map(JMSContext context, String name) {
        try {
            MapMessage message = context.createMapMessage();
            message.setString(name, "some");
            return message;
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a stranger could send: it does something as soon as it is made. */
    private static final class Trap implements Serializable {
        private static final long serialVersionUID = 1L;
        private static final AtomicBoolean SPRUNG = new AtomicBoolean();

        private void readObject(ObjectInputStream in) {
            SPRUNG.set(true);
        }
    }

    private static void send(EmbeddedBroker broker, String queue, String... bodies) {
        try (JMSContext context = GatewayLogin.of(broker).createContext()) {
            for (int i = 0; i < bodies.length; i++) {
                TextMessage message = context.createTextMessage(bodies[i]);
                set(message, Map.of("eventType", "message.received", "eventId", "id-" + i, "chatKind", "direct"));
                context.createProducer().send(context.createQueue(queue), message);
            }
        }
        // The queue's own thread counts them.
        await().until(() -> broker.server().locateQueue(queue).getMessageCount() == bodies.length);
    }

    private static void set(TextMessage message, Map<String, String> properties) {
        properties.forEach((name, value) -> {
            try {
                message.setStringProperty(name, value);
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static int receiveAll(String queue) {
        try (JMSContext context = open.connectionFactory().createContext()) {
            var consumer = context.createConsumer(context.createQueue(queue));
            int received = 0;
            while (consumer.receiveNoWait() != null) {
                received++;
            }
            return received;
        }
    }

    private static EmbeddedBroker start(String name, String user, String password) throws Exception {
        var acceptor = "tcp://127.0.0.1:" + FreePort.find();
        var settings = new BrokerSettings(acceptor, user, password, Duration.ofDays(7), Duration.ofMinutes(5));
        var inbox = new Binder(new MapConfigurationPropertySource()).bindOrCreate("zapi.inbox", InboxSettings.class);
        EmbeddedBroker broker = new EmbeddedBroker(directory.resolve(name), true, inbox, settings);
        broker.start();
        return broker;
    }
}
