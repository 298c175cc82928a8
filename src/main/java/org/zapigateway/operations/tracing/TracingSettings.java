package org.zapigateway.operations.tracing;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code zapi.tracing.*}: traces for OpenTelemetry, from a request to its deliveries.
 *
 * @param endpoint where to send them by OTLP over HTTP, such as {@code http://localhost:4318/v1/traces}; {@code null}: there
 *     are none
 * @param sampled the share of requests that are traced, from 0 to 1
 */
public record TracingSettings(String endpoint, @DefaultValue("1") double sampled) {
    public TracingSettings {
        if (endpoint != null && !endpoint.matches("https?://[^\\s]+")) {
            throw new IllegalArgumentException("zapi.tracing.endpoint is '" + endpoint
                    + "'; it must look like http://localhost:4318/v1/traces, or be left out");
        }
        if (!(sampled >= 0 && sampled <= 1)) {
            throw new IllegalArgumentException(
                    "zapi.tracing.sampled is " + sampled + "; it must be between 0 and 1, such as 0.1");
        }
    }
}
