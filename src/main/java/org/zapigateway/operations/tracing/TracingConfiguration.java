package org.zapigateway.operations.tracing;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zapigateway.inbox.Inbox;
import org.zapigateway.subscription.Subscriptions;

/** Wires the traces, when somebody wants them; else nothing of OpenTelemetry is made. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("zapi.tracing.endpoint")
class TracingConfiguration {
    @Bean(destroyMethod = "close")
    OpenTelemetryTracing openTelemetryTracing(TracingSettings settings, Inbox inbox, Subscriptions subscriptions) {
        OpenTelemetryTracing tracing = new OpenTelemetryTracing(settings);
        inbox.tracing(tracing);
        subscriptions.tracing(tracing);
        return tracing;
    }
}
