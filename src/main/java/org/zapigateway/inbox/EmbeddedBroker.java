package org.zapigateway.inbox;

import java.net.BindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * The Artemis broker in this process. It holds the inbox always, and the company's queues when no other broker is
 * configured; accepting an event therefore never depends on a network (DESIGN section 2).
 */
public final class EmbeddedBroker {
    private static final AtomicInteger SERVER_IDS = new AtomicInteger();
    private static final int ACTIVATION_LOOK_MILLIS = 100;
    private static final int ACTIVATION_LOOKS = 600;

    private final int serverId = SERVER_IDS.incrementAndGet();
    private final String password = randomPassword();
    private final ActiveMQServer server;
    private final BrokerSettings settings;
    private final boolean listens;
    private final AtomicReference<Exception> activationFailure = new AtomicReference<>();

    /**
     * Prepares the broker; {@link #start()} starts it.
     *
     * @param directory where the journal lies; nothing else may write there
     * @param companyBroker whether company queues live here too, so that clients may connect from outside
     */
    public EmbeddedBroker(Path directory, boolean companyBroker, InboxSettings inbox, BrokerSettings settings) {
        this.settings = settings;
        this.listens = companyBroker && settings.listens();
        this.server = new ActiveMQServerImpl(
                BrokerConfiguration.build(directory, serverId, listens, inbox, settings),
                new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users()));
        server.registerActivationFailureListener(activationFailure::set);
        server.registerBrokerPlugin(new UnroutedEvents(server));
    }

    /**
     * Loads the journal and opens the acceptor. Returns when the broker can be used.
     *
     * @throws IllegalStateException saying why it cannot; nothing of it runs then
     */
    public void start() throws Exception {
        activationFailure.set(null);
        server.start();
        for (int i = 0; !server.waitForActivation(ACTIVATION_LOOK_MILLIS, TimeUnit.MILLISECONDS); i++) {
            // Artemis only logs a failed activation, and a caller would wait for one that never comes.
            if (activationFailure.get() != null || i == ACTIVATION_LOOKS) {
                server.stop();
                throw new IllegalStateException(whyNotActivated(activationFailure.get()), activationFailure.get());
            }
        }
    }

    /** Closes the journal; what is in it stays. */
    public void stop() throws Exception {
        server.stop();
    }

    /** Whether the broker takes messages. */
    public boolean isRunning() {
        return server.isActive() && server.getState() == ActiveMQServer.SERVER_STATE.STARTED;
    }

    /** The address that clients from outside connect to, or {@code null} when there is none. */
    public String acceptor() {
        return listens ? settings.acceptor() : null;
    }

    /** The server itself, for queues and figures. */
    public ActiveMQServer server() {
        return server;
    }

    /** A factory of JMS connections within this process, with all rights. Its connections are not pooled. */
    public ActiveMQConnectionFactory connectionFactory() {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(locator());
        factory.setUser(BrokerConfiguration.GATEWAY);
        factory.setPassword(password);
        // Else each send asks the broker for the queue again.
        factory.setCacheDestinations(true);
        return factory;
    }

    /** A locator within this process; the caller closes it. */
    ServerLocator locator() {
        TransportConfiguration inVm = new TransportConfiguration(
                InVMConnectorFactory.class.getName(), Map.of("serverId", String.valueOf(serverId)));
        // Nobody but this process can break this connection: no pings, no reconnection.
        return ActiveMQClient.createServerLocatorWithoutHA(inVm)
                .setConnectionTTL(-1)
                .setClientFailureCheckPeriod(-1)
                .setReconnectAttempts(0);
    }

    /** The password of the gateway's own user, made anew at each start. */
    String password() {
        return password;
    }

    /** Begins a transaction on the calling thread. */
    InboxTransaction begin() throws ActiveMQException {
        return new InboxTransaction(server);
    }

    /** Whether an event was appended already, also before the last restart. */
    boolean knows(StoredEvent event) {
        return server.getPostOffice()
                .getDuplicateIDCache(SimpleString.of(InboxAddresses.EVENTS))
                .contains(event.duplicateId());
    }

    private String whyNotActivated(Exception failure) {
        if (failure == null) {
            return "the embedded broker did not start within a minute";
        }
        return listens && isAboutThePort(failure)
                ? "zapi.broker.acceptor " + settings.acceptor() + " cannot be opened (" + failure.getMessage()
                        + "); stop what uses the port, set another one, or leave it empty for none"
                : "the embedded broker did not start: " + failure;
    }

    private static boolean isAboutThePort(Throwable failure) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            // Netty's native transports have an exception of their own.
            if (link instanceof BindException
                    || String.valueOf(link.getMessage()).startsWith("bind(")) {
                return true;
            }
        }
        return false;
    }

    private SecurityConfiguration users() {
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(BrokerConfiguration.GATEWAY, password);
        users.addRole(BrokerConfiguration.GATEWAY, BrokerConfiguration.GATEWAY);
        if (settings.user() != null) {
            users.addUser(settings.user(), settings.password());
            users.addRole(settings.user(), BrokerConfiguration.CLIENT);
        } else {
            users.addUser(BrokerConfiguration.CLIENT, randomPassword());
            users.addRole(BrokerConfiguration.CLIENT, BrokerConfiguration.CLIENT);
            users.setDefaultUser(BrokerConfiguration.CLIENT);
        }
        return users;
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
