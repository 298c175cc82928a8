package org.zapigateway.webhook;

import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.server.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.zapigateway.inbox.Inbox;
import org.zapigateway.zapi.ZapiTranslator;

/** Wires the HTTP edge. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
    @Bean
    Doors doors() {
        return new Doors();
    }

    @Bean
    Credentials credentials(List<InstanceSettings> instances) {
        return new Credentials(instances);
    }

    /** The bean name is the one that Camel's starter leaves free for an engine of one's own. */
    @Bean("platform-http-engine")
    PlatformHttpEngine platformHttpEngine(ServerProperties server, Refusals refusals) {
        return new EdgeEngine(server.getPort() == null ? 8080 : server.getPort(), refusals);
    }

    @Bean
    ZapiTranslator zapiTranslator(EventsSettings events, List<InstanceSettings> instances) {
        Map<String, String> names = instances.stream()
                .filter(instance -> instance.name() != null)
                .collect(Collectors.toMap(InstanceSettings::id, InstanceSettings::name));
        return new ZapiTranslator(events.includeOriginal(), names::get);
    }

    @Bean
    UnmappedFields unmappedFields() {
        return new UnmappedFields();
    }

    @Bean
    WebhookRoute webhookRoute(
            WebhookSettings webhook,
            Credentials credentials,
            ZapiTranslator translator,
            Inbox inbox,
            List<AcceptanceListener> listeners) {
        return new WebhookRoute(
                webhook.path(),
                new KeepOnDefect(new Authenticate(credentials, new AllowedAddresses(webhook)), inbox),
                new KeepOnDefect(new ReadPayload(new BodyReader(webhook), inbox), inbox),
                new KeepOnDefect(new TranslatePayload(translator), inbox),
                new KeepOnDefect(new AppendEvents(inbox, listeners), inbox));
    }

    @Bean
    Refusals refusals() {
        return new Refusals();
    }

    @Bean
    FilterRegistrationBean<Admission> admission(WebhookSettings webhook, Doors doors, Inbox inbox, Refusals refusals) {
        FilterRegistrationBean<Admission> filter =
                new FilterRegistrationBean<>(new Admission(webhook, () -> doors.isOpen() && inbox.isOpen(), refusals));
        filter.setDispatcherTypes(DispatcherType.REQUEST);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    ConnectionDraining connectionDraining(WebServerApplicationContext context, WebhookSettings webhook) {
        return new ConnectionDraining(context, webhook);
    }

    @Bean
    EdgeServer edgeServer(WebhookSettings webhook, ServerProperties server, Refusals refusals) {
        return new EdgeServer(webhook, server, refusals);
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> openModeStaysHome(
            Credentials credentials, ServerProperties server) {
        return new OpenMode(credentials, server);
    }
}
