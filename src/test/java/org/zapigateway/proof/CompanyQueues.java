package org.zapigateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.zapigateway.event.EventType;

/** Consumes all queues {@code whatsapp.<event type>} over TCP, as a program of the company does. */
final class CompanyQueues implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Queue<String> unreadable = new ConcurrentLinkedQueue<>();
    private final ActiveMQConnectionFactory factory;
    private final Connection connection;

    /** Begins to consume. */
    CompanyQueues(String brokerUrl) throws JMSException {
        factory = new ActiveMQConnectionFactory(brokerUrl);
        connection = factory.createConnection();
        for (EventType type : EventType.values()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            String queue = queueOf(type);
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            consumer.setMessageListener(message -> take(queue, message));
        }
        connection.start();
    }

    static String queueOf(EventType type) {
        return "whatsapp." + type.text();
    }

    /** What was consumed until now; one entry a message. */
    List<Received> received() {
        return new ArrayList<>(received);
    }

    /** The ids of the events consumed until now. */
    Set<String> ids() {
        return idsOf(received);
    }

    static Set<String> idsOf(Collection<Received> messages) {
        Set<String> ids = new HashSet<>();
        messages.forEach(message -> ids.add(message.eventId()));
        return ids;
    }

    /** Ends consuming; what was consumed is acknowledged. */
    @Override
    public void close() throws JMSException {
        connection.close();
        factory.close();
        assertThat(unreadable)
                .as("messages that are no event on the queue of their type")
                .isEmpty();
    }

    private void take(String queue, Message message) {
        try {
            received.add(read(queue, message));
        } catch (Exception | AssertionError e) {
            unreadable.add(queue + ": " + e);
        }
    }

    private static Received read(String queue, Message message) throws Exception {
        JsonNode event = JSON.readTree(((TextMessage) message).getText());
        String type = message.getStringProperty("eventType");
        String id = message.getStringProperty("eventId");
        assertThat(queue).isEqualTo("whatsapp." + type);
        assertThat(message.getJMSType()).isEqualTo(type);
        assertThat(event.path("type").asText()).isEqualTo(type);
        assertThat(event.path("id").asText()).isEqualTo(id).matches("[0-9a-f]{32}");
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        return new Received(type, id, message.getStringProperty("messageId"));
    }

    /**
     * A consumed message.
     *
     * @param messageId {@code null} when the event speaks of no message
     */
    record Received(String type, String eventId, String messageId) {}
}
