package org.zapigateway.inbox;

import java.nio.file.Path;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/** Wires the inbox. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ArtemisProperties.class)
class InboxConfiguration {
    @Bean(initMethod = "start", destroyMethod = "stop")
    EmbeddedBroker embeddedBroker(
            DataDirectory data, InboxSettings inbox, BrokerSettings broker, ArtemisProperties company) {
        boolean isCompanyBroker = !StringUtils.hasText(company.getBrokerUrl());
        return new EmbeddedBroker(directory(data), isCompanyBroker, inbox, broker);
    }

    @Bean
    Inbox inbox(EmbeddedBroker broker, DataDirectory data, InboxSettings settings) {
        return new Inbox(broker, directory(data), settings);
    }

    private static Path directory(DataDirectory data) {
        return data.resolve("inbox");
    }
}
