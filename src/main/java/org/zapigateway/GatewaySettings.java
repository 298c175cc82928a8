package org.zapigateway;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zapigateway.inbox.BrokerSettings;
import org.zapigateway.inbox.InboxSettings;
import org.zapigateway.operations.ConsoleSettings;
import org.zapigateway.operations.notices.NoticesSettings;
import org.zapigateway.operations.tracing.TracingSettings;
import org.zapigateway.routes.RoutesSettings;
import org.zapigateway.store.DatabaseSettings;
import org.zapigateway.subscription.SubscriptionsSettings;
import org.zapigateway.webhook.EventsSettings;
import org.zapigateway.webhook.InstanceSettings;
import org.zapigateway.webhook.WebhookSettings;

/**
 * {@code zapi.*}: all settings of the gateway. Each room's are described in the room. An unknown key stops the start: a
 * misspelt limit must not be silently without effect.
 *
 * @param dataDir holds everything the gateway must not lose
 */
@ConfigurationProperties(prefix = "zapi", ignoreUnknownFields = false)
public record GatewaySettings(
        @DefaultValue("./data") Path dataDir,
        @DefaultValue List<InstanceSettings> instances,
        @DefaultValue @NestedConfigurationProperty WebhookSettings webhook,
        @DefaultValue @NestedConfigurationProperty EventsSettings events,
        @DefaultValue @NestedConfigurationProperty InboxSettings inbox,
        @DefaultValue @NestedConfigurationProperty SubscriptionsSettings subscriptions,
        @DefaultValue @NestedConfigurationProperty RoutesSettings routes,
        @DefaultValue @NestedConfigurationProperty BrokerSettings broker,
        @DefaultValue @NestedConfigurationProperty DatabaseSettings database,
        @DefaultValue @NestedConfigurationProperty NoticesSettings notices,
        @DefaultValue @NestedConfigurationProperty TracingSettings tracing,
        @DefaultValue @NestedConfigurationProperty ConsoleSettings console) {
    public GatewaySettings {
        Set<String> ids = new HashSet<>();
        Set<String> shown = new HashSet<>();
        for (InstanceSettings instance : instances) {
            if (!ids.add(instance.id())) {
                throw new IllegalArgumentException("zapi.instances[n] '" + instance.id()
                        + "' is configured twice; name it once, its token and webhook-key may be lists");
            }
            String name = instance.name() == null ? instance.id() : instance.name();
            if (!shown.add(name)) {
                throw new IllegalArgumentException("zapi.instances[n].name '" + name
                        + "' stands for two instances; give each its own, by which filters, metrics and the log tell them "
                        + "apart");
            }
        }
    }
}
