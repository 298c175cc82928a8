package org.zapigateway.bench.competitor;

import jakarta.jms.Queue;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What Spring Boot's settings of the embedded broker (application.yml) cannot say. */
@Configuration(proxyBeanMethods = false)
@Profile({"handwritten", "textbook", "textbook-platform-http", "bare"})
class BrokerConfiguration {

    /** The consumer of a queue is another process. */
    @Bean
    ArtemisConfigurationCustomizer acceptor(@Value("${zapi.broker.acceptor}") String url) {
        return broker -> {
            try {
                broker.addAcceptorConfiguration("tcp", url);
            } catch (Exception e) {
                throw new IllegalArgumentException("zapi.broker.acceptor=" + url, e);
            }
        };
    }

    /** A destination object: with a name, JmsTemplate asks the broker whether the queue exists before every send. */
    @Bean
    Queue target(@Value("${bench.target}") String name) {
        return new ActiveMQQueue(name);
    }
}
