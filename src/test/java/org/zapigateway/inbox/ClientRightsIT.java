package org.zapigateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.core.postoffice.BindingType;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zapigateway.FreePort;

/** What clients from outside may do to the embedded broker: use company queues, and nothing of the gateway's. */
class ClientRightsIT {
    private static final String SUBSCRIPTION = InboxAddresses.subscriptionQueue("orders");
    private static final String DEAD_LETTERS = InboxAddresses.deadLetterQueue("orders");

    private static final AtomicInteger EVIL = new AtomicInteger();

    @TempDir
    static Path directory;

    private static int port;
    private static InboxHouse house;

    /** The two protocols that the acceptor speaks. */
    enum Client {
        CORE {
            @Override
            ConnectionFactory factory(int port) {
                return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
            }
        },
        AMQP {
            @Override
            ConnectionFactory factory(int port) {
                return new JmsConnectionFactory("amqp://127.0.0.1:" + port);
            }
        };

        abstract ConnectionFactory factory(int port);
    }

    private Connection connection;

    @BeforeAll
    static void open() throws Exception {
        port = FreePort.find();
        house = InboxHouse.open(directory, port, null, null);
        house.queues.ensure("orders", null);
        house.append(Events.text("a"));
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    @BeforeEach
    @AfterEach
    void disconnect() throws JMSException {
        if (connection != null) {
            connection.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void companyQueuesAreForEverybody(Client client) throws Exception {
        String queue = "company." + client;
        Session session = session(client);
        session.createConsumer(session.createQueue(queue)).close();
        assertThat(house.broker.server().locateQueue(queue).getRoutingType()).isEqualTo(RoutingType.ANYCAST);

        session.createProducer(session.createQueue(queue)).send(session.createTextMessage("hello"));
        assertThat(browse(session, queue)).hasSize(1);
        connection.close();

        session = session(client);
        Message message = session.createConsumer(session.createQueue(queue)).receive(10_000);
        assertThat(((TextMessage) message).getText()).isEqualTo("hello");
    }

    static Stream<String> closedNames() {
        return Stream.of(
                InboxAddresses.EVENTS,
                InboxAddresses.UNROUTED,
                InboxAddresses.REJECTED,
                SUBSCRIPTION,
                DEAD_LETTERS,
                InboxAddresses.EVENTS + "::" + SUBSCRIPTION,
                "anything::" + SUBSCRIPTION,
                DEAD_LETTERS + "::" + DEAD_LETTERS,
                "anything::" + DEAD_LETTERS,
                "anything::zapi.subscription.not-yet",
                "zapi.new",
                "zapi.events::evil",
                "activemq.management",
                "activemq.notifications",
                "activemq.new",
                "$sys.mqtt.sessions");
    }

    @ParameterizedTest
    @MethodSource("closedNames")
    void nothingOfTheGatewaysIsOpen(String name) throws Exception {
        String evil = "evil-" + EVIL.incrementAndGet();
        List<String> before = ours();
        for (Client client : Client.values()) {
            withoutEffect(client, session -> session.createConsumer(session.createQueue(name)));
            withoutEffect(client, session -> session.createConsumer(session.createTopic(name)));
            withoutEffect(client, session -> session.createSharedDurableConsumer(session.createTopic(name), evil));
            withoutEffect(client, session -> session.createDurableSubscriber(session.createTopic(name), evil));
            withoutEffect(client, session -> assertThat(browse(session, name)).noneMatch(ClientRightsIT::isEvent));
        }
        assertThat(ours()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("closedNames")
    void nothingCanBeSentToTheGateway(String name) throws Exception {
        List<String> before = ours();
        for (Client client : Client.values()) {
            withoutEffect(client, session -> session.createProducer(session.createQueue(name))
                    .send(session.createTextMessage("evil")));
            withoutEffect(client, session -> session.createProducer(session.createTopic(name))
                    .send(session.createTextMessage("evil")));
            // Without an address of its own, each message names one.
            withoutEffect(client, session -> session.createProducer(null)
                    .send(session.createQueue(name), session.createTextMessage("evil")));
        }
        assertThat(ours()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aWildcardSeesNoEvent(Client client) throws Exception {
        Session session = session(client);
        List<MessageConsumer> consumers = new ArrayList<>();
        for (String wildcard : List.of("#", "*.events", "#.events")) {
            consumers.add(session.createConsumer(session.createTopic(wildcard)));
            consumers.add(
                    session.createSharedDurableConsumer(session.createTopic(wildcard), "all-" + consumers.size()));
        }
        house.append(Events.text("secret of " + client));

        for (MessageConsumer consumer : consumers) {
            assertThat(consumer.receive(100)).isNull();
        }
        connection.close();
        house.broker.server().getPostOffice().getAllBindings().forEach(binding -> {
            if (binding.getUniqueName().toString().contains("all-")) {
                assertThat(house.depth(binding.getUniqueName().toString())).isZero();
            }
        });
    }

    @Test
    void nothingOfTheGatewaysCanBeDeletedOrCreated() {
        assertCoreRefused(session -> session.deleteQueue(SUBSCRIPTION));
        assertCoreRefused(session -> session.deleteQueue(DEAD_LETTERS));
        assertCoreRefused(session -> session.createAddress(SimpleString.of("zapi.evil"), RoutingType.ANYCAST, false));
        assertCoreRefused(
                session -> session.createQueue(QueueConfiguration.of("evil").setAddress(InboxAddresses.EVENTS)));
        assertCoreRefused(session -> session.createQueue(
                QueueConfiguration.of("zapi.subscription.not-yet").setAddress("company.address")));
        assertCoreRefused(session -> session.createSharedQueue(
                QueueConfiguration.of("zapi.dead-letters.not-yet").setAddress("company.address")));
        assertThat(house.broker.server().locateQueue("zapi.subscription.not-yet"))
                .isNull();
        assertThat(house.broker.server().locateQueue("zapi.dead-letters.not-yet"))
                .isNull();
    }

    @Test
    void aCompanyQueueCannotBeDeletedByAClient() throws Exception {
        Session session = session(Client.CORE);
        session.createProducer(session.createQueue("company.kept")).send(session.createTextMessage("hello"));

        assertCoreRefused(core -> core.deleteQueue("company.kept"));
    }

    @Test
    void theManagementAddressAnswersNoClient() {
        assertRefused(Client.CORE, session -> new QueueRequestor(
                        (QueueSession) session, session.createQueue("activemq.management"))
                .request(session.createMessage()));
    }

    @Test
    void companyQueuesExpireWhatNobodyReadsAndHaveADeadLetterQueue() {
        AddressSettings messages = settings("whatsapp.message.received");
        assertThat(messages.getExpiryDelay()).isEqualTo(Duration.ofDays(7).toMillis());
        assertThat(messages.getDeadLetterAddress().toString()).isEqualTo("DLQ");
        assertThat(messages.isAutoDeleteQueues()).isFalse();
        assertThat(messages.isAutoDeleteAddresses()).isFalse();
        assertThat(settings("whatsapp.chat.presence").getExpiryDelay())
                .isEqualTo(Duration.ofMinutes(5).toMillis());
    }

    @Test
    void theGatewaysQueuesNeitherExpireNorGiveUp() {
        for (String address : List.of(InboxAddresses.EVENTS, InboxAddresses.REJECTED, DEAD_LETTERS)) {
            AddressSettings settings = settings(address);
            assertThat(settings.getExpiryDelay()).isEqualTo(-1);
            assertThat(settings.getMaxDeliveryAttempts()).isEqualTo(-1);
            assertThat(settings.getRedeliveryDelay()).isZero();
            assertThat(settings.isAutoDeleteQueues()).isFalse();
        }
    }

    @Test
    void withAUserConfiguredNobodyElseMayConnect(@TempDir Path other) throws Exception {
        int closedPort = FreePort.find();
        try (InboxHouse closed = InboxHouse.open(other, closedPort, "crm", "secret")) {
            for (Client client : Client.values()) {
                ConnectionFactory factory = client.factory(closedPort);
                assertThatThrownBy(() -> connect(factory, null, null)).isInstanceOf(JMSException.class);
                assertThatThrownBy(() -> connect(factory, "crm", "wrong")).isInstanceOf(JMSException.class);
                assertThatThrownBy(() -> connect(factory, BrokerConfiguration.GATEWAY, "secret"))
                        .isInstanceOf(JMSException.class);
                connect(factory, "crm", "secret");
            }
            assertThat(closed.broker.acceptor()).endsWith(":" + closedPort);
        }
    }

    private static void connect(ConnectionFactory factory, String user, String password) throws JMSException {
        try (Connection connection = factory.createConnection(user, password)) {
            Session session = connection.createSession();
            session.createProducer(session.createQueue("company.login")).send(session.createMessage());
        }
    }

    private static AddressSettings settings(String address) {
        return house.broker.server().getAddressSettingsRepository().getMatch(address);
    }

    /** Each queue on an address of the gateway, or with a name of its own, with what lies in it. */
    private static List<String> ours() {
        return house.broker
                .server()
                .getPostOffice()
                .getAllBindings()
                .filter(binding -> binding.getType() == BindingType.LOCAL_QUEUE)
                .filter(binding -> isOurs(binding.getAddress()) || isOurs(binding.getUniqueName()))
                .map(binding -> binding.getAddress() + "::" + binding.getUniqueName() + " "
                        + house.depth(binding.getUniqueName().toString()))
                .sorted()
                .toList();
    }

    private static boolean isOurs(SimpleString name) {
        return Stream.of("zapi.", "activemq.", "$sys.").anyMatch(name.toString()::startsWith);
    }

    private Session session(Client client) throws JMSException {
        connection = client.factory(port).createConnection();
        connection.setClientID("client-" + System.nanoTime());
        connection.start();
        return connection.createSession();
    }

    /** The client is told no, or is let be in vain; either way while it is there nobody works on our queues. */
    private void withoutEffect(Client client, Act act) throws Exception {
        Session session = session(client);
        try {
            act.on(session);
        } catch (JMSException refused) {
            assertThat(refused).isNotNull();
        }
        house.broker.server().getPostOffice().getAllBindings().forEach(binding -> {
            if (binding instanceof QueueBinding queue && isOurs(queue.getAddress())) {
                assertThat(queue.getQueue().getConsumerCount()).isZero();
            }
        });
        connection.close();
    }

    private void assertRefused(Client client, Act act) {
        assertThatThrownBy(refused(client, act), client.toString()).isInstanceOf(JMSException.class);
    }

    private ThrowingCallable refused(Client client, Act act) {
        return () -> {
            Session session = session(client);
            try {
                act.on(session);
            } finally {
                connection.close();
            }
        };
    }

    private void assertCoreRefused(CoreAct act) {
        assertThatThrownBy(() -> {
                    Session session = session(Client.CORE);
                    try {
                        act.on(((ActiveMQSession) session).getCoreSession());
                    } finally {
                        connection.close();
                    }
                })
                .isInstanceOf(ActiveMQException.class);
    }

    /** Artemis' client takes a name that it does not find for one of its old kind, jms.queue.<name>: a company queue. */
    private static boolean isEvent(Message message) {
        try {
            return message.propertyExists("eventId");
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Message> browse(Session session, String queue) throws JMSException {
        try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            return Collections.list(browser.getEnumeration());
        }
    }

    private interface Act {
        void on(Session session) throws Exception;
    }

    private interface CoreAct {
        void on(ClientSession session) throws Exception;
    }
}
