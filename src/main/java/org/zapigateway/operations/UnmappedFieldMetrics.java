package org.zapigateway.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zapigateway.webhook.UnmappedFields;
import org.zapigateway.webhook.UnmappedFields.Series;

/** The fields that the gateway does not know, for Prometheus; which there are is only known when they come. */
@Component
class UnmappedFieldMetrics {
    private static final long EVERY_MILLIS = 5_000;

    private final UnmappedFields fields;
    private final MeterRegistry registry;
    private final Set<Series> registered = new HashSet<>();

    UnmappedFieldMetrics(UnmappedFields fields, MeterRegistry registry) {
        this.fields = fields;
        this.registry = registry;
    }

    @Scheduled(fixedDelay = EVERY_MILLIS)
    void refresh() {
        fields.series().stream().filter(registered::add).forEach(this::register);
    }

    private void register(Series series) {
        FunctionCounter.builder("zapi.fields.unmapped", fields, counted -> counted.count(series))
                .description("Payloads with a field that this release does not know; the original has it")
                .tag("type", series.type().text())
                .tag("field", series.field())
                .register(registry);
    }
}
