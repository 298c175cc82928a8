package org.zapigateway.operations.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.zapigateway.event.CanonicalEvent;
import org.zapigateway.event.EventHeaders;
import org.zapigateway.inbox.StoredEvent;
import org.zapigateway.inbox.Tracing;

/**
 * Sends spans by OTLP: one for a request, and below it one for each attempt to deliver one of its events. They wait in a
 * bounded queue for a thread of their own; what does not fit is dropped. No chat and nothing that people wrote is in them.
 */
final class OpenTelemetryTracing implements Tracing, AutoCloseable {
    private static final long FLUSH_SECONDS = 5;
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    OpenTelemetryTracing(TracingSettings settings) {
        var exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(settings.endpoint()).build();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "zapi-gateway"))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sampled())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        tracer = provider.get("zapi-gateway");
    }

    @Override
    public Step storing(List<CanonicalEvent> events, Instant receivedAt) {
        CanonicalEvent first = events.get(0);
        SpanBuilder span = tracer.spanBuilder("receive-webhook")
                .setNoParent()
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(receivedAt)
                .setAttribute("zapi.event.type", first.type().text())
                .setAttribute("zapi.event.id", first.id())
                .setAttribute("zapi.events", events.size());
        String instanceId = first.data().instanceId();
        return step(instanceId == null ? span : span.setAttribute("zapi.instance.id", instanceId));
    }

    /** An event without a trace was not sampled, or stored before traces were wanted. */
    @Override
    public Step delivering(StoredEvent event, String subscription, String route) {
        String traceParent = (String) event.headers().get(StoredEvent.TRACE_PARENT);
        if (traceParent == null) {
            return Step.NONE;
        }
        return step(tracer.spanBuilder("deliver " + subscription)
                .setParent(W3C.extract(Context.root(), traceParent, Parent.GETTER))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("zapi.event.type", (String) event.headers().get(EventHeaders.EVENT_TYPE))
                .setAttribute("zapi.event.id", event.id())
                .setAttribute("zapi.subscription", subscription)
                .setAttribute("zapi.route", route));
    }

    private static Step step(SpanBuilder builder) {
        Span span = builder.startSpan();
        return span.getSpanContext().isSampled() ? new Recorded(span) : Step.NONE;
    }

    /** Sends what waits, for a few seconds at most. */
    @Override
    public void close() {
        provider.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    private record Recorded(Span span) implements Step {
        @Override
        public String traceParent() {
            Map<String, String> headers = new HashMap<>();
            W3C.inject(Context.root().with(span), headers, Map::put);
            return headers.get(StoredEvent.TRACE_PARENT);
        }

        @Override
        public void done() {
            span.end();
        }

        @Override
        public void failed(String exceptionType) {
            span.setAttribute("error.type", exceptionType);
            span.setStatus(StatusCode.ERROR);
            span.end();
        }
    }

    /** Reads the one header that there is. */
    private enum Parent implements TextMapGetter<String> {
        GETTER;

        @Override
        public Iterable<String> keys(String traceParent) {
            return List.of(StoredEvent.TRACE_PARENT);
        }

        @Override
        public String get(String traceParent, String name) {
            return StoredEvent.TRACE_PARENT.equals(name) ? traceParent : null;
        }
    }
}
