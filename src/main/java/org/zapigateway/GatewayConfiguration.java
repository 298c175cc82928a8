package org.zapigateway;

import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zapigateway.inbox.BrokerSettings;
import org.zapigateway.inbox.DataDirectory;
import org.zapigateway.inbox.InboxSettings;
import org.zapigateway.operations.ConsoleSettings;
import org.zapigateway.operations.notices.NoticesSettings;
import org.zapigateway.operations.tracing.TracingSettings;
import org.zapigateway.routes.RouteLoader;
import org.zapigateway.routes.RoutesSettings;
import org.zapigateway.routes.SwitchedOffSchemes;
import org.zapigateway.store.DatabaseSettings;
import org.zapigateway.subscription.SubscriptionsSettings;
import org.zapigateway.webhook.EventsSettings;
import org.zapigateway.webhook.InstanceSettings;
import org.zapigateway.webhook.WebhookSettings;

/** Gives each room its own settings, so that no room knows the whole. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewaySettings.class)
class GatewayConfiguration {
    @Bean
    DataDirectory dataDirectory(GatewaySettings settings) {
        return DataDirectory.take(settings.dataDir());
    }

    @Bean
    List<InstanceSettings> instanceSettings(GatewaySettings settings) {
        return settings.instances();
    }

    @Bean
    WebhookSettings webhookSettings(GatewaySettings settings) {
        return settings.webhook();
    }

    @Bean
    EventsSettings eventsSettings(GatewaySettings settings) {
        return settings.events();
    }

    @Bean
    InboxSettings inboxSettings(GatewaySettings settings) {
        return settings.inbox();
    }

    @Bean
    BrokerSettings brokerSettings(GatewaySettings settings) {
        return settings.broker();
    }

    @Bean
    ConsoleSettings consoleSettings(GatewaySettings settings) {
        return settings.console();
    }

    @Bean
    DatabaseSettings databaseSettings(GatewaySettings settings) {
        return settings.database();
    }

    @Bean
    SubscriptionsSettings subscriptionsSettings(GatewaySettings settings) {
        return settings.subscriptions();
    }

    @Bean
    RoutesSettings routesSettings(GatewaySettings settings) {
        return settings.routes();
    }

    @Bean
    NoticesSettings noticesSettings(GatewaySettings settings) {
        return settings.notices();
    }

    @Bean
    TracingSettings tracingSettings(GatewaySettings settings) {
        return settings.tracing();
    }

    /** Started by {@link GatewayLifecycle}, after the edge's route. */
    @Bean
    RouteLoader routeLoader(
            CamelContext context, RoutesSettings routes, DataDirectory data, DatabaseSettings database) {
        SwitchedOffSchemes switchedOff = scheme -> scheme.equals("sql") ? database.off() : Optional.empty();
        return new RouteLoader((ModelCamelContext) context, routes, data.resolve("routes-last-good"), switchedOff);
    }
}
