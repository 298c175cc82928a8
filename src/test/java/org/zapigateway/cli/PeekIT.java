package org.zapigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                        line -> assertThat(line).isEqualTo("-- 2 messages in 'full'"));
        assertThat(receiveAll("full")).isEqualTo(2);
    }

    @Test
    void writesOneEventPerLineForPrograms() {
        send(open, "lines", "{\"id\": \"e1\"}", "{\"id\": \"e2\"}", "{\"id\": \"e3\"}");

        assertThat(peek(open, "lines", "--json", "--count", "2")).isZero();
        assertThat(terminal.outLines()).containsExactly("{\"id\":\"e1\"}", "{\"id\":\"e2\"}");
        assertThat(terminal.err()).contains("2 of about 3 messages in 'lines'; --count shows more");
    }

    @Test
    void showsAnEventThatArtemisKeepsInAFileOfItsOwn() {
        String text = "x".repeat(300_000);
        send(open, "large", "{\"text\":\"" + text + "\"}");

        assertThat(peek(open, "large", "--json")).isZero();
        assertThat(terminal.out()).contains(text);
    }

    @Test
    void saysThatAQueueIsEmpty() {
        send(open, "emptied", "{}");
        assertThat(receiveAll("emptied")).isEqualTo(1);

        assertThat(peek(open, "emptied")).isZero();
        assertThat(terminal.outLines()).containsExactly("queue 'emptied' is empty");
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
                .contains("refuses user 'crm'", "zapi.broker.password")
                .doesNotContain("wr0ng");
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
                .contains("no broker answers at " + away, "is the gateway running", "zapi.broker.acceptor")
                .doesNotContain("s3cret");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThat(terminal.execute("peek", "orders", "--broker", "localhost:61616"))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("--broker 'localhost:61616'", "tcp://127.0.0.1:61616");
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
