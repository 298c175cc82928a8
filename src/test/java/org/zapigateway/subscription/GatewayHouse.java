package org.zapigateway.subscription;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.builder.DefaultErrorHandlerBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.unit.DataSize;
import org.zapigateway.inbox.InboxHouse;
import org.zapigateway.inbox.KeptMessages;

/** A gateway in small: a real inbox, Camel with {@code zapi:events} and {@code jms:}, and the routes of the test. */
final class GatewayHouse implements AutoCloseable {
    final InboxHouse inbox;
    final DefaultCamelContext camel = new DefaultCamelContext();
    final Ledgers ledgers;
    final Subscriptions subscriptions;
    final DeadLetters deadLetters;
    private final CompanyBroker company;

    private GatewayHouse(InboxHouse inbox, CompanyBroker company, List<PlatformTransactionManager> databases)
            throws Exception {
        this.inbox = inbox;
        this.company = company;
        ledgers = new Ledgers(inbox.queues);
        subscriptions = new Subscriptions(
                inbox.broker, inbox.queues, ledgers, new Targets(databases, company), FailureRules.builtIn());
        deadLetters = new DeadLetters(new KeptMessages(inbox.broker), inbox.queues, ledgers);
        camel.getCamelContextExtension().setErrorHandlerFactory(quiet());
        camel.getCamelContextExtension().addInterceptStrategy(new StepWatch());
        camel.addComponent("zapi", new EventsComponent(subscriptions));
        JmsComponent jms = new SubscriptionConfiguration().jms(company);
        camel.addComponent("jms", jms);
        camel.start();
    }

    /** The company's queues live in the embedded broker. */
    static GatewayHouse open(Path directory, PlatformTransactionManager... databases) throws Exception {
        return embedded(InboxHouse.open(directory), databases);
    }

    /** The same with so much memory for each address; what is beyond it lies on disk. */
    static GatewayHouse open(Path directory, DataSize maxMemory) throws Exception {
        return embedded(InboxHouse.open(directory, maxMemory));
    }

    private static GatewayHouse embedded(InboxHouse inbox, PlatformTransactionManager... databases) throws Exception {
        return new GatewayHouse(inbox, new EmbeddedCompanyBroker(inbox.broker), List.of(databases));
    }

    /** The company has a broker of its own. */
    static GatewayHouse open(Path directory, CompanyBroker company, PlatformTransactionManager... databases)
            throws Exception {
        return new GatewayHouse(InboxHouse.open(directory), company, List.of(databases));
    }

    /** Adds routes; they start at once. */
    GatewayHouse routes(RouteBuilder routes) throws Exception {
        camel.addRoutes(routes);
        return this;
    }

    /** Takes all messages out of a company queue of the embedded broker. */
    List<Message> take(String queue) throws JMSException {
        List<Message> messages = new ArrayList<>();
        try (Connection connection = company.listeners().createConnection();
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            // Before anything is on its way: the broker may count that twice for a moment.
            long all = depth(queue);
            connection.start();
            for (long left = all; left > 0; left--) {
                messages.add(consumer.receive(30_000));
            }
        }
        return messages;
    }

    /** The ids of the events in a company queue of the embedded broker, in order; they are taken out. */
    List<String> takeIds(String queue) throws JMSException {
        List<String> ids = new ArrayList<>();
        for (Message message : take(queue)) {
            ids.add(message.getStringProperty("eventId"));
        }
        return ids;
    }

    long depth(String queue) {
        return inbox.depth(queue);
    }

    @Override
    public void close() throws Exception {
        camel.stop();
        ((AutoCloseable) company).close();
        inbox.close();
    }

    private static DefaultErrorHandlerBuilder quiet() {
        DefaultErrorHandlerBuilder quiet = new DefaultErrorHandlerBuilder();
        quiet.logExhausted(false);
        quiet.logExhaustedMessageHistory(false);
        return quiet;
    }
}
