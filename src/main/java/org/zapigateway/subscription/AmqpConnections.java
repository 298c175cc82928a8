package org.zapigateway.subscription;

import org.apache.camel.Component;
import org.apache.camel.Ordered;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.component.jms.JmsHeaderFilterStrategy;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.policy.JmsDefaultDeserializationPolicy;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * Connects {@code amqp:} to the broker that {@code camel.component.amqp.broker-url} names: Camel reads that too late to
 * connect by itself when the component is made in a running context. Connections are kept; by itself Camel opens one for
 * each message (TRAPS C13). Messages get the same identity as those of {@code jms:}.
 */
final class AmqpConnections implements ComponentCustomizer, AutoCloseable {
    private final JmsHeaderFilterStrategy headerFilter;
    private volatile CachingConnectionFactory senders;

    AmqpConnections(JmsHeaderFilterStrategy headerFilter) {
        this.headerFilter = headerFilter;
    }

    @Override
    public boolean isEnabled(String name, Component target) {
        return target instanceof AMQPComponent;
    }

    @Override
    public void configure(String name, Component target) {
        AMQPComponent amqp = (AMQPComponent) target;
        if (amqp.getBrokerUrl() == null) {
            throw new IllegalStateException("amqp: does not know its broker; set camel.component.amqp.broker-url");
        }
        JmsConnectionFactory connections =
                new JmsConnectionFactory(amqp.getUsername(), amqp.getPassword(), amqp.getBrokerUrl());
        connections.setDeserializationPolicy(noObjects());
        senders = new CachingConnectionFactory(connections);
        amqp.setConnectionFactory(connections);
        amqp.getConfiguration().setTemplateConnectionFactory(senders);
        amqp.setMessageCreatedStrategy(new SentMessage());
        amqp.setHeaderFilterStrategy(headerFilter);
        amqp.setErrorHandler(new FailedMessages());
    }

    /** Whoever may send to a queue must not have objects made here (TRAPS C12), whatever the URL says. */
    private static JmsDefaultDeserializationPolicy noObjects() {
        JmsDefaultDeserializationPolicy policy = new JmsDefaultDeserializationPolicy();
        policy.setDenyList(JmsDefaultDeserializationPolicy.CATCH_ALL_WILDCARD);
        return policy;
    }

    /** After Spring's configuration has been applied to the component. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST;
    }

    @Override
    public void close() {
        if (senders != null) {
            senders.destroy();
        }
    }
}
