package org.zapigateway.bench.competitor;

import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The company's own broker over TCP, through a pool, as component {@code company}. */
@Configuration(proxyBeanMethods = false)
@Profile("external")
class ExternalBroker {

    private static final int CONNECTIONS = 4;

    @Bean
    JmsComponent company(@Value("${bench.external}") String url) {
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(new ActiveMQConnectionFactory(url));
        pool.setMaxConnections(CONNECTIONS);
        return JmsComponent.jmsComponentAutoAcknowledge(pool);
    }
}
