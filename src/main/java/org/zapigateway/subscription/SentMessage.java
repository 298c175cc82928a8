package org.zapigateway.subscription;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.jms.MessageCreatedStrategy;

/**
 * Gives each JMS message that a route sends its identity (so that a repeat has no effect; not to what is sent outside of
 * the lane's thread), its place in the order of its chat, and its type. The other properties are Camel headers and come by
 * themselves.
 */
final class SentMessage implements MessageCreatedStrategy {
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";
    private static final String GROUP = "JMSXGroupID";

    @Override
    public void onMessageCreated(Message message, Session session, Exchange exchange, Throwable cause) {
        if (message instanceof ObjectMessage) {
            // Nobody but a Java program with the same classes could read it.
            throw new IllegalArgumentException("the body is no text but a Java object ("
                    + exchange.getMessage().getBody().getClass().getName()
                    + "); put 'marshal: {json: {}}' before this step");
        }
        Delivery delivery = Delivery.of(exchange);
        if (delivery == null) {
            return;
        }
        try {
            String duplicateId =
                    delivery.nextDuplicateId(exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT, "", String.class));
            if (duplicateId != null) {
                message.setStringProperty(DUPLICATE_ID, duplicateId);
            }
            if (!message.propertyExists(GROUP)) {
                message.setStringProperty(GROUP, delivery.event().group());
            }
            if (message.getJMSType() == null) {
                message.setJMSType(delivery.eventType());
            }
        } catch (JMSException e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }
}
