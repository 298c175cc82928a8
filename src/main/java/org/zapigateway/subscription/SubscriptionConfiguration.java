package org.zapigateway.subscription;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsHeaderFilterStrategy;
import org.apache.camel.component.log.LogComponent;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.StringUtils;
import org.zapigateway.inbox.EmbeddedBroker;
import org.zapigateway.inbox.KeptMessages;
import org.zapigateway.inbox.SubscriptionQueues;

/** Wires the subscriptions, {@code zapi:events}, and {@code jms:}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ArtemisProperties.class)
class SubscriptionConfiguration {
    @Bean(destroyMethod = "close")
    CompanyBroker companyBroker(EmbeddedBroker embedded, ArtemisProperties company) {
        return StringUtils.hasText(company.getBrokerUrl())
                ? new ExternalCompanyBroker(company.getBrokerUrl(), company.getUser(), company.getPassword())
                : new EmbeddedCompanyBroker(embedded);
    }

    /** The component {@code jms:}. Its bean name is the scheme. */
    @Bean
    JmsComponent jms(CompanyBroker broker) {
        JmsComponent jms = broker.component();
        jms.setConnectionFactory(broker.listeners());
        jms.getConfiguration().setTemplateConnectionFactory(broker.senders());
        jms.getConfiguration().setListenerConnectionFactory(broker.listeners());
        jms.setMessageCreatedStrategy(new SentMessage());
        jms.setLazyCreateTransactionManager(false);
        jms.setHeaderFilterStrategy(headerFilter());
        jms.setErrorHandler(new FailedMessages());
        return jms;
    }

    @Bean
    AmqpConnections amqpConnections() {
        return new AmqpConnections(headerFilter());
    }

    /** CVE-2026-40453: headers such as CAmelHttpUri from a broker must not steer a route (TRAPS C12). */
    private static JmsHeaderFilterStrategy headerFilter() {
        JmsHeaderFilterStrategy filter = new JmsHeaderFilterStrategy();
        filter.setLowerCase(true);
        return filter;
    }

    @Bean
    SubscriptionQueues subscriptionQueues(EmbeddedBroker broker) {
        return new SubscriptionQueues(broker);
    }

    @Bean
    Ledgers ledgers(SubscriptionQueues queues) {
        return new Ledgers(queues);
    }

    @Bean
    FailureRules failureRules(SubscriptionsSettings settings) {
        return new FailureRules(settings.transientFailures(), settings.permanentFailures());
    }

    @Bean
    Subscriptions subscriptions(
            EmbeddedBroker broker,
            SubscriptionQueues queues,
            Ledgers ledgers,
            CompanyBroker companyBroker,
            ObjectProvider<PlatformTransactionManager> databases,
            FailureRules rules) {
        List<PlatformTransactionManager> managers = databases.orderedStream().toList();
        return new Subscriptions(broker, queues, ledgers, new Targets(managers, companyBroker), rules);
    }

    @Bean
    Orphans orphans(Subscriptions subscriptions, SubscriptionQueues queues) {
        return new Orphans(subscriptions, queues, steadyClock());
    }

    /** Begins with the time of day, and goes on evenly: a clock that is set ahead makes no subscription an old orphan. */
    private static InstantSource steadyClock() {
        Instant begun = Instant.now();
        long nanos = System.nanoTime();
        return () -> begun.plusNanos(System.nanoTime() - nanos);
    }

    @Bean
    KeptMessages keptMessages(EmbeddedBroker broker) {
        return new KeptMessages(broker);
    }

    @Bean
    DeadLetters deadLetters(KeptMessages messages, SubscriptionQueues queues, Ledgers ledgers) {
        return new DeadLetters(messages, queues, ledgers);
    }

    @Bean
    EventSearch eventSearch(KeptMessages messages, SubscriptionQueues queues) {
        return new EventSearch(messages, queues);
    }

    /** Camel takes it from here for each step of each route. */
    @Bean
    StepWatch stepWatch() {
        return new StepWatch();
    }

    /** Camel asks it at each route that is added. */
    @Bean
    OutageRetries outageRetries(FailureRules rules) {
        return new OutageRetries(rules);
    }

    /** The component {@code log:}. Its bean name is the scheme. */
    @Bean
    LogComponent log() {
        return new RouteLogComponent();
    }

    /** The component {@code zapi:}. Its bean name is the scheme. */
    @Bean
    EventsComponent zapi(Subscriptions subscriptions) {
        return new EventsComponent(subscriptions);
    }
}
