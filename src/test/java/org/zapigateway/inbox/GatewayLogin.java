package org.zapigateway.inbox;

import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** The embedded broker with all rights, for tests that look into the queues of the gateway. */
public final class GatewayLogin {
    private GatewayLogin() {}

    public static ActiveMQConnectionFactory of(EmbeddedBroker broker) {
        ActiveMQConnectionFactory factory = broker.connectionFactory();
        factory.setUser(BrokerConfiguration.GATEWAY);
        factory.setPassword(broker.password());
        return factory;
    }
}
